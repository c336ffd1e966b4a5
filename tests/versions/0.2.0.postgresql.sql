CREATE FUNCTION public.appointment_request_is_not_deleted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'an appointment that was decided on stays as it was decided' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.appointment_request_stays_decided() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'an appointment that was decided on stays as it was decided' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.attachment_is_not_changed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF 'draft' <> (SELECT state FROM workflow_document WHERE id = OLD.document_id) THEN RAISE EXCEPTION 'a file of a document that was sent off stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.attachment_is_not_removed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF 'draft' <> (SELECT state FROM workflow_document WHERE id = OLD.document_id) THEN RAISE EXCEPTION 'a file of a document that was sent off stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.document_goes_one_way() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a document that was sent off goes on or ends, and keeps how it began and ended' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.document_journal_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a journal is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.document_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a document that was sent off is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.entry_is_never_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.entry_is_never_removed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.participation_is_never_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.participation_is_never_removed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.pause_ends_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.pause_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.people_entry_is_not_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of people is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.people_entry_is_not_deleted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of people is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.people_head_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of people is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.people_journal_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of people is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.people_unit_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.people_unit_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.people_unit_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_actor_delete_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_actor_insert_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_actor_update_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id, NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_procedure_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_procedure_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_procedure_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_requirement_delete_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = OLD.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_requirement_insert_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = NEW.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_requirement_update_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = OLD.step_id), (SELECT version_id FROM procedures_step WHERE id = NEW.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_startfield_delete_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_startfield_insert_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_startfield_update_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id, NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_delete_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_insert_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_participants_delete_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = OLD.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_participants_insert_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = NEW.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_participants_update_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN ((SELECT version_id FROM procedures_step WHERE id = OLD.step_id), (SELECT version_id FROM procedures_step WHERE id = NEW.step_id))) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_step_update_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM procedures_version WHERE state <> 'draft' AND id IN (OLD.version_id, NEW.version_id)) THEN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$;
CREATE FUNCTION public.procedures_versionentry_delete_is_refused() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of versions is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.procedures_versionentry_update_is_refused() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the journal of versions is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.requirementcheck_is_never_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.requirementcheck_is_never_removed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.task_keeps_its_arrival() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a task keeps where and when its document arrived' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.task_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what is on record is never removed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.task_that_ended_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a task that has ended stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.version_content_is_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.version_goes_one_way() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a version goes from draft to in force and from there to replaced or revoked' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.version_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a version in force or later is frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.workflow_calendar_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_calendar_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_calendar_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_hoursrule_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_hoursrule_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_hoursrule_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_specialday_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_specialday_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_specialday_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_stretch_delete_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_stretch_insert_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE FUNCTION public.workflow_stretch_update_stamps_calendars() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; RETURN NULL; END $$;
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.people_appointment (
    id bigint NOT NULL,
    capacity character varying(10) NOT NULL,
    letter character varying(150) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    user_id bigint NOT NULL,
    position_id bigint NOT NULL,
    CONSTRAINT acting_appointment_names_its_letter CHECK ((((capacity)::text = 'definitive'::text) OR (NOT ((letter)::text = ''::text)))),
    CONSTRAINT appointment_capacity_is_known CHECK (((capacity)::text = ANY ((ARRAY['definitive'::character varying, 'plt'::character varying, 'plh'::character varying])::text[]))),
    CONSTRAINT appointment_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
);
ALTER TABLE public.people_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_appointmentrequest (
    id bigint NOT NULL,
    is_new boolean NOT NULL,
    capacity character varying(10) NOT NULL,
    letter character varying(150) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    is_confirmed boolean,
    appointment_id bigint,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    user_id bigint NOT NULL,
    position_id bigint NOT NULL,
    CONSTRAINT appointment_is_confirmed_by_a_second_person CHECK (((NOT (is_confirmed AND (is_confirmed IS NOT NULL))) OR ((NOT ((decided_by_id = asked_by_id) AND (decided_by_id IS NOT NULL))) AND (NOT ((decided_by_id = user_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT appointment_request_is_decided_by_somebody CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND (is_confirmed IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (is_confirmed IS NOT NULL)))),
    CONSTRAINT appointment_request_names_its_letter CHECK ((NOT ((letter)::text = ''::text)))
);
ALTER TABLE public.people_appointmentrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_appointmentrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_peopleentry (
    id bigint NOT NULL,
    number bigint NOT NULL,
    deed character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    address inet,
    thing character varying(500) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    by_id bigint,
    person_id bigint,
    CONSTRAINT people_entry_carries_the_hash_before_it CHECK ((((number = 1) AND ((previous_hash)::text = ''::text)) OR ((number > 1) AND (NOT ((previous_hash)::text = ''::text))))),
    CONSTRAINT people_entry_has_its_hash CHECK ((NOT ((hash)::text = ''::text))),
    CONSTRAINT people_peopleentry_number_check CHECK ((number >= 0))
);
ALTER TABLE public.people_peopleentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_peopleentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_peoplehead (
    id bigint NOT NULL,
    entry_count bigint NOT NULL,
    last_hash character varying(64) NOT NULL,
    CONSTRAINT one_head_of_the_journal_of_people CHECK ((id = 1)),
    CONSTRAINT people_peoplehead_entry_count_check CHECK ((entry_count >= 0))
);
ALTER TABLE public.people_peoplehead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_peoplehead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_position (
    id bigint NOT NULL,
    title character varying(150) NOT NULL,
    superior_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT position_is_not_its_own_superior CHECK (((superior_id IS NULL) OR (NOT ((superior_id = id) AND (superior_id IS NOT NULL)))))
);
ALTER TABLE public.people_position ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_position_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_unit (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    logo character varying(100) NOT NULL,
    paper character varying(2) NOT NULL,
    decree text NOT NULL,
    parent_id bigint,
    CONSTRAINT unit_is_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL)))))
);
ALTER TABLE public.people_unit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_unit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    nip character varying(18),
    rank character varying(100) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT user_nip_has_18_digits CHECK (((nip IS NULL) OR ((nip)::text ~ '^[0-9]{18}$'::text)))
);
CREATE TABLE public.people_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.people_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.people_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_actor (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    name character varying(150) NOT NULL,
    position_id bigint,
    version_id bigint NOT NULL,
    CONSTRAINT procedures_actor_order_check CHECK (("order" >= 0))
);
ALTER TABLE public.procedures_actor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_actor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_book (
    id bigint NOT NULL,
    paper character varying(2) NOT NULL,
    state character varying(10) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    total integer NOT NULL,
    pages jsonb NOT NULL,
    tries smallint NOT NULL,
    trouble character varying(15) NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    ordered_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    trouble_with_id bigint,
    CONSTRAINT book_not_made_says_why CHECK (((((state)::text = 'failed'::text) AND (NOT ((trouble)::text = ''::text))) OR ((NOT ((state)::text = 'failed'::text)) AND ((trouble)::text = ''::text)))),
    CONSTRAINT book_paper_is_known CHECK (((paper)::text = ANY ((ARRAY['a4'::character varying, 'f4'::character varying])::text[]))),
    CONSTRAINT book_state_is_known CHECK (((state)::text = ANY ((ARRAY['ordered'::character varying, 'made'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT procedures_book_total_check CHECK ((total >= 0)),
    CONSTRAINT procedures_book_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.procedures_book ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_book_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_procedure (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT procedure_code_fits_an_address CHECK (((code)::text ~ '^[A-Z0-9][A-Z0-9.-]*$'::text))
);
ALTER TABLE public.procedures_procedure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_procedure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_requirement (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    text character varying(300) NOT NULL,
    step_id bigint NOT NULL,
    CONSTRAINT procedures_requirement_order_check CHECK (("order" >= 0))
);
ALTER TABLE public.procedures_requirement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_requirement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_startfield (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    label character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    is_required boolean NOT NULL,
    help_text character varying(200) NOT NULL,
    choices text NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT procedures_startfield_order_check CHECK (("order" >= 0)),
    CONSTRAINT start_field_of_choice_has_choices CHECK (((NOT ((kind)::text = 'choice'::text)) OR (NOT (choices = ''::text))))
);
ALTER TABLE public.procedures_startfield ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_startfield_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_step (
    id bigint NOT NULL,
    number smallint NOT NULL,
    kind character varying(10) NOT NULL,
    activity text NOT NULL,
    standard_text character varying(100) NOT NULL,
    standard_minutes integer,
    standard_unit character varying(6) NOT NULL,
    output text NOT NULL,
    remark text NOT NULL,
    way character varying(4) NOT NULL,
    no_way character varying(4) NOT NULL,
    yes_label character varying(20) NOT NULL,
    no_label character varying(20) NOT NULL,
    needs_all_requirements boolean NOT NULL,
    needs_file boolean NOT NULL,
    records_participants boolean NOT NULL,
    actor_id bigint,
    no_way_step_id bigint,
    way_step_id bigint,
    version_id bigint NOT NULL,
    CONSTRAINT decision_has_a_second_exit_and_execution_has_none CHECK (((((kind)::text = 'execution'::text) AND ((no_way)::text = ''::text)) OR (((kind)::text = 'decision'::text) AND (NOT ((no_way)::text = ''::text))))),
    CONSTRAINT procedures_step_number_check CHECK ((number >= 0)),
    CONSTRAINT procedures_step_standard_minutes_check CHECK ((standard_minutes >= 0)),
    CONSTRAINT standard_minutes_and_unit_go_together CHECK ((((standard_minutes IS NULL) AND ((standard_unit)::text = ''::text)) OR ((standard_minutes >= 1) AND (standard_minutes IS NOT NULL) AND ((standard_unit)::text = ANY ((ARRAY['minute'::character varying, 'hour'::character varying, 'day'::character varying, 'week'::character varying, 'month'::character varying])::text[]))))),
    CONSTRAINT step_named_by_its_exit_only CHECK ((((way)::text = 'step'::text) OR (((way)::text = ANY ((ARRAY['next'::character varying, 'end'::character varying])::text[])) AND (way_step_id IS NULL)))),
    CONSTRAINT step_named_by_its_no_exit_only CHECK ((((no_way)::text = 'step'::text) OR (((no_way)::text = ANY ((ARRAY[''::character varying, 'next'::character varying, 'end'::character varying])::text[])) AND (no_way_step_id IS NULL)))),
    CONSTRAINT step_numbers_count_from_one CHECK ((number >= 1))
);
ALTER TABLE public.procedures_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_step_participants (
    id bigint NOT NULL,
    step_id bigint NOT NULL,
    actor_id bigint NOT NULL
);
ALTER TABLE public.procedures_step_participants ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_step_participants_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_version (
    id bigint NOT NULL,
    revision integer NOT NULL,
    state character varying(10) NOT NULL,
    title character varying(300) NOT NULL,
    number character varying(100) NOT NULL,
    made_on date,
    revised_on date,
    effective_on date,
    approver_title character varying(150) NOT NULL,
    approver_capacity character varying(10) NOT NULL,
    approver_name character varying(150) NOT NULL,
    approver_rank character varying(100) NOT NULL,
    approver_nip character varying(18) NOT NULL,
    legal_basis text NOT NULL,
    qualifications text NOT NULL,
    related text NOT NULL,
    equipment text NOT NULL,
    warnings text NOT NULL,
    recording text NOT NULL,
    capsules character varying(10) NOT NULL,
    has_column_numbers boolean NOT NULL,
    to_confirm text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    put_in_force_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_because text NOT NULL,
    end_actor_id bigint,
    ended_by_id bigint,
    procedure_id bigint NOT NULL,
    put_in_force_by_id bigint,
    CONSTRAINT procedures_version_revision_check CHECK ((revision >= 0)),
    CONSTRAINT revoked_version_says_why CHECK (((NOT ((state)::text = 'revoked'::text)) OR (NOT (ended_because = ''::text)))),
    CONSTRAINT version_ended_by_and_at_go_together CHECK (((NOT (ended_at IS NULL)) OR (ended_by_id IS NULL))),
    CONSTRAINT version_not_a_draft_was_put_in_force CHECK ((((put_in_force_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (NOT (put_in_force_at IS NULL))))),
    CONSTRAINT version_put_in_force_by_and_at_go_together CHECK (((NOT (put_in_force_at IS NULL)) OR (put_in_force_by_id IS NULL))),
    CONSTRAINT version_replaced_or_revoked_has_ended CHECK ((((ended_at IS NULL) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'in_force'::character varying])::text[]))) OR (((state)::text = ANY ((ARRAY['replaced'::character varying, 'revoked'::character varying])::text[])) AND (NOT (ended_at IS NULL))))),
    CONSTRAINT version_state_is_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'in_force'::character varying, 'replaced'::character varying, 'revoked'::character varying])::text[])))
);
ALTER TABLE public.procedures_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procedures_versionentry (
    id bigint NOT NULL,
    revision integer NOT NULL,
    deed character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    copied_from integer,
    note text NOT NULL,
    by_id bigint,
    procedure_id bigint NOT NULL,
    CONSTRAINT procedures_versionentry_copied_from_check CHECK ((copied_from >= 0)),
    CONSTRAINT procedures_versionentry_revision_check CHECK ((revision >= 0)),
    CONSTRAINT version_entry_names_its_deed CHECK ((NOT ((deed)::text = ''::text))),
    CONSTRAINT version_entry_of_a_copy_says_of_what CHECK ((((copied_from IS NOT NULL) AND ((deed)::text = 'copy'::text)) OR ((NOT ((deed)::text = 'copy'::text)) AND (copied_from IS NULL)))),
    CONSTRAINT version_entry_of_revoking_says_why CHECK (((NOT ((deed)::text = 'revoke'::text)) OR (NOT (note = ''::text))))
);
ALTER TABLE public.procedures_versionentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.procedures_versionentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_attachment (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    version integer NOT NULL,
    kind character varying(4) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    file character varying(200) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by_id bigint NOT NULL,
    document_id bigint NOT NULL,
    task_id bigint,
    CONSTRAINT attachment_has_its_digest CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT attachment_kind_is_allowed CHECK (((kind)::text = ANY ((ARRAY['pdf'::character varying, 'docx'::character varying, 'xlsx'::character varying, 'odt'::character varying, 'png'::character varying, 'jpg'::character varying])::text[]))),
    CONSTRAINT workflow_attachment_size_check CHECK ((size >= 0)),
    CONSTRAINT workflow_attachment_version_check CHECK ((version >= 0))
);
ALTER TABLE public.workflow_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_calendar (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    zone character varying(30) NOT NULL,
    is_default boolean NOT NULL,
    waiting_allowance integer NOT NULL,
    unit_id bigint,
    CONSTRAINT calendar_zone_is_known CHECK (((zone)::text = ANY ((ARRAY['Asia/Jakarta'::character varying, 'Asia/Makassar'::character varying, 'Asia/Jayapura'::character varying])::text[]))),
    CONSTRAINT workflow_calendar_waiting_allowance_check CHECK ((waiting_allowance >= 0))
);
ALTER TABLE public.workflow_calendar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_calendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_calendarstamp (
    id bigint NOT NULL,
    stamp character varying(32) NOT NULL,
    CONSTRAINT one_stamp_of_the_calendars CHECK ((id = 1))
);
ALTER TABLE public.workflow_calendarstamp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_calendarstamp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_document (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    subject character varying(300) NOT NULL,
    sensitivity character varying(10) NOT NULL,
    agenda_number character varying(100) NOT NULL,
    description text NOT NULL,
    details jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_as character varying(200) NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancelled_because text NOT NULL,
    entry_count integer NOT NULL,
    last_hash bytea NOT NULL,
    last_entry_at timestamp with time zone,
    words text NOT NULL,
    cancelled_by_id bigint,
    started_by_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT document_cancelled_says_who_when_and_why CHECK ((((cancelled_at IS NOT NULL) AND (cancelled_by_id IS NOT NULL) AND ((state)::text = 'cancelled'::text) AND (NOT (cancelled_because = ''::text))) OR ((NOT ((state)::text = 'cancelled'::text)) AND (cancelled_at IS NULL) AND (cancelled_because = ''::text) AND (cancelled_by_id IS NULL)))),
    CONSTRAINT document_finished_has_its_moment CHECK ((((finished_at IS NOT NULL) AND ((state)::text = 'finished'::text)) OR ((NOT ((state)::text = 'finished'::text)) AND (finished_at IS NULL)))),
    CONSTRAINT document_sensitivity_is_known CHECK (((sensitivity)::text = ANY ((ARRAY['ordinary'::character varying, 'urgent'::character varying, 'important'::character varying, 'secret'::character varying])::text[]))),
    CONSTRAINT document_state_is_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'running'::character varying, 'finished'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT document_under_way_was_started CHECK ((((started_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((state)::text = 'cancelled'::text) OR (((state)::text = ANY ((ARRAY['running'::character varying, 'finished'::character varying])::text[])) AND (NOT (started_at IS NULL))))),
    CONSTRAINT document_with_entries_keeps_the_head_of_its_journal CHECK ((((entry_count = 0) AND (last_entry_at IS NULL) AND (last_hash = '\x'::bytea)) OR ((entry_count > 0) AND (last_entry_at IS NOT NULL) AND (NOT (last_hash = '\x'::bytea))))),
    CONSTRAINT workflow_document_entry_count_check CHECK ((entry_count >= 0))
);
ALTER TABLE public.workflow_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_entry (
    id bigint NOT NULL,
    number integer NOT NULL,
    deed character varying(30) NOT NULL,
    by_name character varying(150) NOT NULL,
    capacity character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    address inet,
    note text NOT NULL,
    data jsonb NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    by_id bigint NOT NULL,
    document_id bigint NOT NULL,
    task_id bigint,
    CONSTRAINT entry_carries_the_hash_before_it CHECK ((((number = 1) AND (previous_hash = '\x'::bytea)) OR ((number > 1) AND (NOT (previous_hash = '\x'::bytea))))),
    CONSTRAINT entry_has_its_hash CHECK ((length(hash) = 32)),
    CONSTRAINT workflow_entry_number_check CHECK ((number >= 0))
);
ALTER TABLE public.workflow_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_hoursrule (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    is_season boolean NOT NULL,
    calendar_id bigint NOT NULL,
    CONSTRAINT hours_rule_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT season_has_an_end CHECK (((NOT is_season) OR (NOT (ends_on IS NULL))))
);
ALTER TABLE public.workflow_hoursrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_hoursrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_keeping (
    document_id bigint NOT NULL,
    mark uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.workflow_lastlook (
    id bigint NOT NULL,
    entry_count integer NOT NULL,
    looked_at timestamp with time zone NOT NULL,
    earlier_count integer,
    earlier_at timestamp with time zone,
    document_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT workflow_lastlook_earlier_count_check CHECK ((earlier_count >= 0)),
    CONSTRAINT workflow_lastlook_entry_count_check CHECK ((entry_count >= 0))
);
ALTER TABLE public.workflow_lastlook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_lastlook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_mailchoice (
    user_id bigint NOT NULL,
    frequency character varying(10) NOT NULL,
    language character varying(2) NOT NULL,
    CONSTRAINT mail_choice_frequency_is_known CHECK (((frequency)::text = ANY ((ARRAY['at_once'::character varying, 'daily'::character varying, 'required'::character varying])::text[]))),
    CONSTRAINT mail_choice_language_is_known CHECK (((language)::text = ANY ((ARRAY['id'::character varying, 'en'::character varying])::text[])))
);
CREATE TABLE public.workflow_notice (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    due_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    mail_after timestamp with time zone,
    mail_tries smallint NOT NULL,
    mail_error character varying(300) NOT NULL,
    mailed_at timestamp with time zone,
    document_id bigint NOT NULL,
    entry_id bigint,
    user_id bigint NOT NULL,
    task_id bigint,
    CONSTRAINT notice_is_mailed_once CHECK (((mailed_at IS NULL) OR (mail_after IS NULL))),
    CONSTRAINT notice_says_what_it_is_about CHECK ((((due_at IS NOT NULL) AND (entry_id IS NULL) AND ((kind)::text = ANY ((ARRAY['near'::character varying, 'late'::character varying])::text[])) AND (task_id IS NOT NULL)) OR ((due_at IS NULL) AND (entry_id IS NOT NULL) AND ((kind)::text = ANY ((ARRAY['arrived'::character varying, 'returned'::character varying, 'assigned'::character varying])::text[])) AND (task_id IS NOT NULL)) OR ((due_at IS NULL) AND (entry_id IS NOT NULL) AND ((kind)::text = ANY ((ARRAY['ended'::character varying, 'cancelled'::character varying])::text[])) AND (task_id IS NULL)))),
    CONSTRAINT workflow_notice_mail_tries_check CHECK ((mail_tries >= 0))
);
ALTER TABLE public.workflow_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_participation (
    id bigint NOT NULL,
    capacity character varying(200) NOT NULL,
    user_id bigint NOT NULL,
    task_id bigint NOT NULL
);
ALTER TABLE public.workflow_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_pause (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    paused_at timestamp with time zone NOT NULL,
    resumed_at timestamp with time zone,
    task_id bigint NOT NULL,
    CONSTRAINT pause_ends_after_it_starts CHECK (((resumed_at IS NULL) OR (resumed_at >= paused_at))),
    CONSTRAINT pause_says_why CHECK ((NOT ((reason)::text = ''::text)))
);
ALTER TABLE public.workflow_pause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_requirementcheck (
    id bigint NOT NULL,
    is_met boolean NOT NULL,
    requirement_id bigint NOT NULL,
    task_id bigint NOT NULL
);
ALTER TABLE public.workflow_requirementcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_requirementcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_savedfilter (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    query character varying(2000) NOT NULL,
    owner_id bigint NOT NULL,
    position_id bigint,
    CONSTRAINT saved_filter_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT saved_filter_looks_for_something CHECK ((NOT ((query)::text = ''::text)))
);
ALTER TABLE public.workflow_savedfilter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_savedfilter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_sentform (
    id bigint NOT NULL,
    mark uuid NOT NULL,
    led_to character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.workflow_sentform ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_sentform_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_specialday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    hours_of smallint,
    calendar_id bigint NOT NULL,
    CONSTRAINT extra_working_day_says_whose_hours CHECK ((((hours_of IS NOT NULL) AND (hours_of <= 6) AND ((kind)::text = 'working'::text)) OR ((hours_of IS NULL) AND ((kind)::text = ANY ((ARRAY['public'::character varying, 'shared_leave'::character varying, 'closing'::character varying])::text[]))))),
    CONSTRAINT workflow_specialday_hours_of_check CHECK ((hours_of >= 0))
);
ALTER TABLE public.workflow_specialday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_specialday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_stretch (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    rule_id bigint NOT NULL,
    CONSTRAINT stretch_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT stretch_weekday_is_one_of_seven CHECK ((weekday <= 6)),
    CONSTRAINT workflow_stretch_weekday_check CHECK ((weekday >= 0))
);
ALTER TABLE public.workflow_stretch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_stretch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_task (
    id bigint NOT NULL,
    number integer NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    came_back boolean NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    finished_as character varying(200) NOT NULL,
    answer character varying(10) NOT NULL,
    note text NOT NULL,
    is_deviation boolean NOT NULL,
    is_recorded_later boolean NOT NULL,
    standard_minutes integer,
    is_whole_counted boolean NOT NULL,
    due_at timestamp with time zone,
    waiting_minutes integer,
    working_minutes integer,
    paused_minutes integer,
    document_id bigint NOT NULL,
    finished_by_id bigint,
    position_id bigint NOT NULL,
    step_id bigint NOT NULL,
    taken_by_id bigint,
    CONSTRAINT started_task_was_taken CHECK (((started_at IS NULL) OR (taken_by_id IS NOT NULL))),
    CONSTRAINT task_answer_is_known CHECK (((answer)::text = ANY ((ARRAY[''::character varying, 'done'::character varying, 'yes'::character varying, 'no'::character varying, 'sent_back'::character varying, 'taken_back'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT task_finished_at_by_and_answer_go_together CHECK (((((answer)::text = ''::text) AND (finished_at IS NULL) AND (finished_by_id IS NULL)) OR ((finished_at IS NOT NULL) AND (finished_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT task_finishes_after_it_starts CHECK (((finished_at IS NULL) OR ((finished_at >= arrived_at) AND ((started_at IS NULL) OR (finished_at >= started_at))))),
    CONSTRAINT task_minutes_are_kept_when_it_ends CHECK ((((finished_at IS NULL) AND (paused_minutes IS NULL) AND (waiting_minutes IS NULL) AND (working_minutes IS NULL)) OR ((finished_at IS NOT NULL) AND (paused_minutes IS NOT NULL) AND (waiting_minutes IS NOT NULL) AND (working_minutes IS NOT NULL)))),
    CONSTRAINT task_returned_says_why CHECK (((NOT ((answer)::text = ANY ((ARRAY['no'::character varying, 'sent_back'::character varying])::text[]))) OR (NOT (note = ''::text)))),
    CONSTRAINT task_starts_after_it_arrives CHECK (((started_at IS NULL) OR (started_at >= arrived_at))),
    CONSTRAINT workflow_task_number_check CHECK ((number >= 0)),
    CONSTRAINT workflow_task_paused_minutes_check CHECK ((paused_minutes >= 0)),
    CONSTRAINT workflow_task_standard_minutes_check CHECK ((standard_minutes >= 0)),
    CONSTRAINT workflow_task_waiting_minutes_check CHECK ((waiting_minutes >= 0)),
    CONSTRAINT workflow_task_working_minutes_check CHECK ((working_minutes >= 0))
);
ALTER TABLE public.workflow_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workflow_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.workflow_untold (
    entry_id bigint NOT NULL,
    tell_after timestamp with time zone,
    tries smallint DEFAULT 0 NOT NULL,
    CONSTRAINT workflow_untold_tries_check CHECK ((tries >= 0))
);
INSERT INTO public.auth_permission VALUES (1, 'Can add user', 1, 'add_user');
INSERT INTO public.auth_permission VALUES (2, 'Can change user', 1, 'change_user');
INSERT INTO public.auth_permission VALUES (3, 'Can delete user', 1, 'delete_user');
INSERT INTO public.auth_permission VALUES (4, 'Can view user', 1, 'view_user');
INSERT INTO public.auth_permission VALUES (5, 'May see and supervise all documents', 1, 'supervise');
INSERT INTO public.auth_permission VALUES (6, 'Can add appointment', 2, 'add_appointment');
INSERT INTO public.auth_permission VALUES (7, 'Can change appointment', 2, 'change_appointment');
INSERT INTO public.auth_permission VALUES (8, 'Can delete appointment', 2, 'delete_appointment');
INSERT INTO public.auth_permission VALUES (9, 'Can view appointment', 2, 'view_appointment');
INSERT INTO public.auth_permission VALUES (10, 'Can add entry of the journal of people', 3, 'add_peopleentry');
INSERT INTO public.auth_permission VALUES (11, 'Can change entry of the journal of people', 3, 'change_peopleentry');
INSERT INTO public.auth_permission VALUES (12, 'Can delete entry of the journal of people', 3, 'delete_peopleentry');
INSERT INTO public.auth_permission VALUES (13, 'Can view entry of the journal of people', 3, 'view_peopleentry');
INSERT INTO public.auth_permission VALUES (14, 'Can add head of the journal of people', 4, 'add_peoplehead');
INSERT INTO public.auth_permission VALUES (15, 'Can change head of the journal of people', 4, 'change_peoplehead');
INSERT INTO public.auth_permission VALUES (16, 'Can delete head of the journal of people', 4, 'delete_peoplehead');
INSERT INTO public.auth_permission VALUES (17, 'Can view head of the journal of people', 4, 'view_peoplehead');
INSERT INTO public.auth_permission VALUES (18, 'Can add position', 5, 'add_position');
INSERT INTO public.auth_permission VALUES (19, 'Can change position', 5, 'change_position');
INSERT INTO public.auth_permission VALUES (20, 'Can delete position', 5, 'delete_position');
INSERT INTO public.auth_permission VALUES (21, 'Can view position', 5, 'view_position');
INSERT INTO public.auth_permission VALUES (22, 'Can add appointment to confirm', 6, 'add_appointmentrequest');
INSERT INTO public.auth_permission VALUES (23, 'Can change appointment to confirm', 6, 'change_appointmentrequest');
INSERT INTO public.auth_permission VALUES (24, 'Can delete appointment to confirm', 6, 'delete_appointmentrequest');
INSERT INTO public.auth_permission VALUES (25, 'Can view appointment to confirm', 6, 'view_appointmentrequest');
INSERT INTO public.auth_permission VALUES (26, 'Can add unit', 7, 'add_unit');
INSERT INTO public.auth_permission VALUES (27, 'Can change unit', 7, 'change_unit');
INSERT INTO public.auth_permission VALUES (28, 'Can delete unit', 7, 'delete_unit');
INSERT INTO public.auth_permission VALUES (29, 'Can view unit', 7, 'view_unit');
INSERT INTO public.auth_permission VALUES (30, 'Can add actor', 8, 'add_actor');
INSERT INTO public.auth_permission VALUES (31, 'Can change actor', 8, 'change_actor');
INSERT INTO public.auth_permission VALUES (32, 'Can delete actor', 8, 'delete_actor');
INSERT INTO public.auth_permission VALUES (33, 'Can view actor', 8, 'view_actor');
INSERT INTO public.auth_permission VALUES (34, 'Can add SOP', 9, 'add_procedure');
INSERT INTO public.auth_permission VALUES (35, 'Can change SOP', 9, 'change_procedure');
INSERT INTO public.auth_permission VALUES (36, 'Can delete SOP', 9, 'delete_procedure');
INSERT INTO public.auth_permission VALUES (37, 'Can view SOP', 9, 'view_procedure');
INSERT INTO public.auth_permission VALUES (38, 'Can add step', 10, 'add_step');
INSERT INTO public.auth_permission VALUES (39, 'Can change step', 10, 'change_step');
INSERT INTO public.auth_permission VALUES (40, 'Can delete step', 10, 'delete_step');
INSERT INTO public.auth_permission VALUES (41, 'Can view step', 10, 'view_step');
INSERT INTO public.auth_permission VALUES (42, 'Can add requirement', 11, 'add_requirement');
INSERT INTO public.auth_permission VALUES (43, 'Can change requirement', 11, 'change_requirement');
INSERT INTO public.auth_permission VALUES (44, 'Can delete requirement', 11, 'delete_requirement');
INSERT INTO public.auth_permission VALUES (45, 'Can view requirement', 11, 'view_requirement');
INSERT INTO public.auth_permission VALUES (46, 'Can add version', 12, 'add_version');
INSERT INTO public.auth_permission VALUES (47, 'Can change version', 12, 'change_version');
INSERT INTO public.auth_permission VALUES (48, 'Can delete version', 12, 'delete_version');
INSERT INTO public.auth_permission VALUES (49, 'Can view version', 12, 'view_version');
INSERT INTO public.auth_permission VALUES (50, 'Can add field of the start form', 13, 'add_startfield');
INSERT INTO public.auth_permission VALUES (51, 'Can change field of the start form', 13, 'change_startfield');
INSERT INTO public.auth_permission VALUES (52, 'Can delete field of the start form', 13, 'delete_startfield');
INSERT INTO public.auth_permission VALUES (53, 'Can view field of the start form', 13, 'view_startfield');
INSERT INTO public.auth_permission VALUES (54, 'Can add book of SOPs', 14, 'add_book');
INSERT INTO public.auth_permission VALUES (55, 'Can change book of SOPs', 14, 'change_book');
INSERT INTO public.auth_permission VALUES (56, 'Can delete book of SOPs', 14, 'delete_book');
INSERT INTO public.auth_permission VALUES (57, 'Can view book of SOPs', 14, 'view_book');
INSERT INTO public.auth_permission VALUES (58, 'Can add entry of a version', 15, 'add_versionentry');
INSERT INTO public.auth_permission VALUES (59, 'Can change entry of a version', 15, 'change_versionentry');
INSERT INTO public.auth_permission VALUES (60, 'Can delete entry of a version', 15, 'delete_versionentry');
INSERT INTO public.auth_permission VALUES (61, 'Can view entry of a version', 15, 'view_versionentry');
INSERT INTO public.auth_permission VALUES (62, 'Can add document', 16, 'add_document');
INSERT INTO public.auth_permission VALUES (63, 'Can change document', 16, 'change_document');
INSERT INTO public.auth_permission VALUES (64, 'Can delete document', 16, 'delete_document');
INSERT INTO public.auth_permission VALUES (65, 'Can view document', 16, 'view_document');
INSERT INTO public.auth_permission VALUES (66, 'Can add entry', 17, 'add_entry');
INSERT INTO public.auth_permission VALUES (67, 'Can change entry', 17, 'change_entry');
INSERT INTO public.auth_permission VALUES (68, 'Can delete entry', 17, 'delete_entry');
INSERT INTO public.auth_permission VALUES (69, 'Can view entry', 17, 'view_entry');
INSERT INTO public.auth_permission VALUES (70, 'Can add calendar', 18, 'add_calendar');
INSERT INTO public.auth_permission VALUES (71, 'Can change calendar', 18, 'change_calendar');
INSERT INTO public.auth_permission VALUES (72, 'Can delete calendar', 18, 'delete_calendar');
INSERT INTO public.auth_permission VALUES (73, 'Can view calendar', 18, 'view_calendar');
INSERT INTO public.auth_permission VALUES (74, 'Can add stamp of the calendars', 19, 'add_calendarstamp');
INSERT INTO public.auth_permission VALUES (75, 'Can change stamp of the calendars', 19, 'change_calendarstamp');
INSERT INTO public.auth_permission VALUES (76, 'Can delete stamp of the calendars', 19, 'delete_calendarstamp');
INSERT INTO public.auth_permission VALUES (77, 'Can view stamp of the calendars', 19, 'view_calendarstamp');
INSERT INTO public.auth_permission VALUES (78, 'Can add keeping of a draft', 20, 'add_keeping');
INSERT INTO public.auth_permission VALUES (79, 'Can change keeping of a draft', 20, 'change_keeping');
INSERT INTO public.auth_permission VALUES (80, 'Can delete keeping of a draft', 20, 'delete_keeping');
INSERT INTO public.auth_permission VALUES (81, 'Can view keeping of a draft', 20, 'view_keeping');
INSERT INTO public.auth_permission VALUES (82, 'Can add entry to be told', 21, 'add_untold');
INSERT INTO public.auth_permission VALUES (83, 'Can change entry to be told', 21, 'change_untold');
INSERT INTO public.auth_permission VALUES (84, 'Can delete entry to be told', 21, 'delete_untold');
INSERT INTO public.auth_permission VALUES (85, 'Can view entry to be told', 21, 'view_untold');
INSERT INTO public.auth_permission VALUES (86, 'Can add working hours', 22, 'add_hoursrule');
INSERT INTO public.auth_permission VALUES (87, 'Can change working hours', 22, 'change_hoursrule');
INSERT INTO public.auth_permission VALUES (88, 'Can delete working hours', 22, 'delete_hoursrule');
INSERT INTO public.auth_permission VALUES (89, 'Can view working hours', 22, 'view_hoursrule');
INSERT INTO public.auth_permission VALUES (90, 'Can add last look', 23, 'add_lastlook');
INSERT INTO public.auth_permission VALUES (91, 'Can change last look', 23, 'change_lastlook');
INSERT INTO public.auth_permission VALUES (92, 'Can delete last look', 23, 'delete_lastlook');
INSERT INTO public.auth_permission VALUES (93, 'Can view last look', 23, 'view_lastlook');
INSERT INTO public.auth_permission VALUES (94, 'Can add choice of e-mails', 24, 'add_mailchoice');
INSERT INTO public.auth_permission VALUES (95, 'Can change choice of e-mails', 24, 'change_mailchoice');
INSERT INTO public.auth_permission VALUES (96, 'Can delete choice of e-mails', 24, 'delete_mailchoice');
INSERT INTO public.auth_permission VALUES (97, 'Can view choice of e-mails', 24, 'view_mailchoice');
INSERT INTO public.auth_permission VALUES (98, 'Can add saved filter', 25, 'add_savedfilter');
INSERT INTO public.auth_permission VALUES (99, 'Can change saved filter', 25, 'change_savedfilter');
INSERT INTO public.auth_permission VALUES (100, 'Can delete saved filter', 25, 'delete_savedfilter');
INSERT INTO public.auth_permission VALUES (101, 'Can view saved filter', 25, 'view_savedfilter');
INSERT INTO public.auth_permission VALUES (102, 'Can add form that was sent', 26, 'add_sentform');
INSERT INTO public.auth_permission VALUES (103, 'Can change form that was sent', 26, 'change_sentform');
INSERT INTO public.auth_permission VALUES (104, 'Can delete form that was sent', 26, 'delete_sentform');
INSERT INTO public.auth_permission VALUES (105, 'Can view form that was sent', 26, 'view_sentform');
INSERT INTO public.auth_permission VALUES (106, 'Can add holiday or special day', 27, 'add_specialday');
INSERT INTO public.auth_permission VALUES (107, 'Can change holiday or special day', 27, 'change_specialday');
INSERT INTO public.auth_permission VALUES (108, 'Can delete holiday or special day', 27, 'delete_specialday');
INSERT INTO public.auth_permission VALUES (109, 'Can view holiday or special day', 27, 'view_specialday');
INSERT INTO public.auth_permission VALUES (110, 'Can add stretch of work', 28, 'add_stretch');
INSERT INTO public.auth_permission VALUES (111, 'Can change stretch of work', 28, 'change_stretch');
INSERT INTO public.auth_permission VALUES (112, 'Can delete stretch of work', 28, 'delete_stretch');
INSERT INTO public.auth_permission VALUES (113, 'Can view stretch of work', 28, 'view_stretch');
INSERT INTO public.auth_permission VALUES (114, 'Can add task', 29, 'add_task');
INSERT INTO public.auth_permission VALUES (115, 'Can change task', 29, 'change_task');
INSERT INTO public.auth_permission VALUES (116, 'Can delete task', 29, 'delete_task');
INSERT INTO public.auth_permission VALUES (117, 'Can view task', 29, 'view_task');
INSERT INTO public.auth_permission VALUES (118, 'Can add requirement checked', 30, 'add_requirementcheck');
INSERT INTO public.auth_permission VALUES (119, 'Can change requirement checked', 30, 'change_requirementcheck');
INSERT INTO public.auth_permission VALUES (120, 'Can delete requirement checked', 30, 'delete_requirementcheck');
INSERT INTO public.auth_permission VALUES (121, 'Can view requirement checked', 30, 'view_requirementcheck');
INSERT INTO public.auth_permission VALUES (122, 'Can add pause', 31, 'add_pause');
INSERT INTO public.auth_permission VALUES (123, 'Can change pause', 31, 'change_pause');
INSERT INTO public.auth_permission VALUES (124, 'Can delete pause', 31, 'delete_pause');
INSERT INTO public.auth_permission VALUES (125, 'Can view pause', 31, 'view_pause');
INSERT INTO public.auth_permission VALUES (126, 'Can add participation', 32, 'add_participation');
INSERT INTO public.auth_permission VALUES (127, 'Can change participation', 32, 'change_participation');
INSERT INTO public.auth_permission VALUES (128, 'Can delete participation', 32, 'delete_participation');
INSERT INTO public.auth_permission VALUES (129, 'Can view participation', 32, 'view_participation');
INSERT INTO public.auth_permission VALUES (130, 'Can add notice', 33, 'add_notice');
INSERT INTO public.auth_permission VALUES (131, 'Can change notice', 33, 'change_notice');
INSERT INTO public.auth_permission VALUES (132, 'Can delete notice', 33, 'delete_notice');
INSERT INTO public.auth_permission VALUES (133, 'Can view notice', 33, 'view_notice');
INSERT INTO public.auth_permission VALUES (134, 'Can add file', 34, 'add_attachment');
INSERT INTO public.auth_permission VALUES (135, 'Can change file', 34, 'change_attachment');
INSERT INTO public.auth_permission VALUES (136, 'Can delete file', 34, 'delete_attachment');
INSERT INTO public.auth_permission VALUES (137, 'Can view file', 34, 'view_attachment');
INSERT INTO public.auth_permission VALUES (138, 'Can add access attempt', 35, 'add_accessattempt');
INSERT INTO public.auth_permission VALUES (139, 'Can change access attempt', 35, 'change_accessattempt');
INSERT INTO public.auth_permission VALUES (140, 'Can delete access attempt', 35, 'delete_accessattempt');
INSERT INTO public.auth_permission VALUES (141, 'Can view access attempt', 35, 'view_accessattempt');
INSERT INTO public.auth_permission VALUES (142, 'Can add access log', 36, 'add_accesslog');
INSERT INTO public.auth_permission VALUES (143, 'Can change access log', 36, 'change_accesslog');
INSERT INTO public.auth_permission VALUES (144, 'Can delete access log', 36, 'delete_accesslog');
INSERT INTO public.auth_permission VALUES (145, 'Can view access log', 36, 'view_accesslog');
INSERT INTO public.auth_permission VALUES (146, 'Can add access failure', 37, 'add_accessfailurelog');
INSERT INTO public.auth_permission VALUES (147, 'Can change access failure', 37, 'change_accessfailurelog');
INSERT INTO public.auth_permission VALUES (148, 'Can delete access failure', 37, 'delete_accessfailurelog');
INSERT INTO public.auth_permission VALUES (149, 'Can view access failure', 37, 'view_accessfailurelog');
INSERT INTO public.auth_permission VALUES (150, 'Can add access attempt expiration', 38, 'add_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (151, 'Can change access attempt expiration', 38, 'change_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (152, 'Can delete access attempt expiration', 38, 'delete_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (153, 'Can view access attempt expiration', 38, 'view_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (154, 'Can add log entry', 39, 'add_logentry');
INSERT INTO public.auth_permission VALUES (155, 'Can change log entry', 39, 'change_logentry');
INSERT INTO public.auth_permission VALUES (156, 'Can delete log entry', 39, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (157, 'Can view log entry', 39, 'view_logentry');
INSERT INTO public.auth_permission VALUES (158, 'Can add permission', 40, 'add_permission');
INSERT INTO public.auth_permission VALUES (159, 'Can change permission', 40, 'change_permission');
INSERT INTO public.auth_permission VALUES (160, 'Can delete permission', 40, 'delete_permission');
INSERT INTO public.auth_permission VALUES (161, 'Can view permission', 40, 'view_permission');
INSERT INTO public.auth_permission VALUES (162, 'Can add group', 41, 'add_group');
INSERT INTO public.auth_permission VALUES (163, 'Can change group', 41, 'change_group');
INSERT INTO public.auth_permission VALUES (164, 'Can delete group', 41, 'delete_group');
INSERT INTO public.auth_permission VALUES (165, 'Can view group', 41, 'view_group');
INSERT INTO public.auth_permission VALUES (166, 'Can add content type', 42, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (167, 'Can change content type', 42, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (168, 'Can delete content type', 42, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (169, 'Can view content type', 42, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (170, 'Can add session', 43, 'add_session');
INSERT INTO public.auth_permission VALUES (171, 'Can change session', 43, 'change_session');
INSERT INTO public.auth_permission VALUES (172, 'Can delete session', 43, 'delete_session');
INSERT INTO public.auth_permission VALUES (173, 'Can view session', 43, 'view_session');
INSERT INTO public.django_content_type VALUES (1, 'people', 'user');
INSERT INTO public.django_content_type VALUES (2, 'people', 'appointment');
INSERT INTO public.django_content_type VALUES (3, 'people', 'peopleentry');
INSERT INTO public.django_content_type VALUES (4, 'people', 'peoplehead');
INSERT INTO public.django_content_type VALUES (5, 'people', 'position');
INSERT INTO public.django_content_type VALUES (6, 'people', 'appointmentrequest');
INSERT INTO public.django_content_type VALUES (7, 'people', 'unit');
INSERT INTO public.django_content_type VALUES (8, 'procedures', 'actor');
INSERT INTO public.django_content_type VALUES (9, 'procedures', 'procedure');
INSERT INTO public.django_content_type VALUES (10, 'procedures', 'step');
INSERT INTO public.django_content_type VALUES (11, 'procedures', 'requirement');
INSERT INTO public.django_content_type VALUES (12, 'procedures', 'version');
INSERT INTO public.django_content_type VALUES (13, 'procedures', 'startfield');
INSERT INTO public.django_content_type VALUES (14, 'procedures', 'book');
INSERT INTO public.django_content_type VALUES (15, 'procedures', 'versionentry');
INSERT INTO public.django_content_type VALUES (16, 'workflow', 'document');
INSERT INTO public.django_content_type VALUES (17, 'workflow', 'entry');
INSERT INTO public.django_content_type VALUES (18, 'workflow', 'calendar');
INSERT INTO public.django_content_type VALUES (19, 'workflow', 'calendarstamp');
INSERT INTO public.django_content_type VALUES (20, 'workflow', 'keeping');
INSERT INTO public.django_content_type VALUES (21, 'workflow', 'untold');
INSERT INTO public.django_content_type VALUES (22, 'workflow', 'hoursrule');
INSERT INTO public.django_content_type VALUES (23, 'workflow', 'lastlook');
INSERT INTO public.django_content_type VALUES (24, 'workflow', 'mailchoice');
INSERT INTO public.django_content_type VALUES (25, 'workflow', 'savedfilter');
INSERT INTO public.django_content_type VALUES (26, 'workflow', 'sentform');
INSERT INTO public.django_content_type VALUES (27, 'workflow', 'specialday');
INSERT INTO public.django_content_type VALUES (28, 'workflow', 'stretch');
INSERT INTO public.django_content_type VALUES (29, 'workflow', 'task');
INSERT INTO public.django_content_type VALUES (30, 'workflow', 'requirementcheck');
INSERT INTO public.django_content_type VALUES (31, 'workflow', 'pause');
INSERT INTO public.django_content_type VALUES (32, 'workflow', 'participation');
INSERT INTO public.django_content_type VALUES (33, 'workflow', 'notice');
INSERT INTO public.django_content_type VALUES (34, 'workflow', 'attachment');
INSERT INTO public.django_content_type VALUES (35, 'axes', 'accessattempt');
INSERT INTO public.django_content_type VALUES (36, 'axes', 'accesslog');
INSERT INTO public.django_content_type VALUES (37, 'axes', 'accessfailurelog');
INSERT INTO public.django_content_type VALUES (38, 'axes', 'accessattemptexpiration');
INSERT INTO public.django_content_type VALUES (39, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (40, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (41, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (42, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (43, 'sessions', 'session');
INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-29 18:37:42.726976+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 18:37:42.757836+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-11-29 18:37:42.842576+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 18:37:42.855869+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-11-29 18:37:42.874845+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-11-29 18:37:42.897962+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-11-29 18:37:42.922256+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-11-29 18:37:42.92348+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 18:37:42.929356+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-11-29 18:37:42.952841+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 18:37:42.979837+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-11-29 18:37:43.015867+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-11-29 18:37:43.039498+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 18:37:43.043749+00');
INSERT INTO public.django_migrations VALUES (15, 'people', '0001_initial', '2026-11-29 18:37:44.210241+00');
INSERT INTO public.django_migrations VALUES (16, 'admin', '0001_initial', '2026-11-29 18:37:44.278541+00');
INSERT INTO public.django_migrations VALUES (17, 'admin', '0002_logentry_remove_auto_add', '2026-11-29 18:37:44.407287+00');
INSERT INTO public.django_migrations VALUES (18, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-29 18:37:44.558994+00');
INSERT INTO public.django_migrations VALUES (19, 'axes', '0001_initial', '2026-11-29 18:37:44.598637+00');
INSERT INTO public.django_migrations VALUES (20, 'axes', '0002_auto_20151217_2044', '2026-11-29 18:37:44.751986+00');
INSERT INTO public.django_migrations VALUES (21, 'axes', '0003_auto_20160322_0929', '2026-11-29 18:37:44.842505+00');
INSERT INTO public.django_migrations VALUES (22, 'axes', '0004_auto_20181024_1538', '2026-11-29 18:37:44.912803+00');
INSERT INTO public.django_migrations VALUES (23, 'axes', '0005_remove_accessattempt_trusted', '2026-11-29 18:37:44.931711+00');
INSERT INTO public.django_migrations VALUES (24, 'axes', '0006_remove_accesslog_trusted', '2026-11-29 18:37:44.956709+00');
INSERT INTO public.django_migrations VALUES (25, 'axes', '0007_alter_accessattempt_unique_together', '2026-11-29 18:37:45.050025+00');
INSERT INTO public.django_migrations VALUES (26, 'axes', '0008_accessfailurelog', '2026-11-29 18:37:45.102077+00');
INSERT INTO public.django_migrations VALUES (27, 'axes', '0009_add_session_hash', '2026-11-29 18:37:45.121999+00');
INSERT INTO public.django_migrations VALUES (28, 'axes', '0010_accessattemptexpiration', '2026-11-29 18:37:45.149866+00');
INSERT INTO public.django_migrations VALUES (29, 'procedures', '0001_initial', '2026-11-29 18:37:49.728008+00');
INSERT INTO public.django_migrations VALUES (30, 'sessions', '0001_initial', '2026-11-29 18:37:49.75192+00');
INSERT INTO public.django_migrations VALUES (31, 'workflow', '0001_initial', '2026-11-29 18:38:07.128286+00');
INSERT INTO public.django_migrations VALUES (32, 'workflow', '0002_find_documents_by_words', '2026-11-29 18:38:07.387643+00');
INSERT INTO public.people_appointment VALUES (1, 'definitive', '', '2020-01-01', NULL, 1, 1);
INSERT INTO public.people_appointment VALUES (2, 'definitive', '', '2020-01-01', NULL, 2, 3);
INSERT INTO public.people_appointment VALUES (3, 'definitive', '', '2020-01-01', NULL, 3, 1);
INSERT INTO public.people_appointment VALUES (4, 'definitive', '', '2020-01-01', NULL, 4, 3);
INSERT INTO public.people_appointment VALUES (5, 'definitive', '', '2020-01-01', NULL, 5, 2);
INSERT INTO public.people_appointmentrequest VALUES (1, true, 'definitive', 'SP/1/2026', '2020-01-01', NULL, '2026-11-29 18:38:33.741114+00', NULL, NULL, NULL, 8, NULL, 9, 4);
INSERT INTO public.people_peopleentry VALUES (1, 1, 'ask_appointment', '2026-11-29 18:38:33.741114+00', '10.0.0.7', 'Jabatan 100015: Orang 100014', '{}', '{"letter": "SP/1/2026", "ends_on": null, "capacity": "definitive", "position": "Jabatan 100015", "starts_on": "2020-01-01"}', '', 'fdb17399191937b0f183e73ac4dc8ced105c8d103e1f00dba1a174a7d78c6d48', 8, 9);
INSERT INTO public.people_peoplehead VALUES (1, 1, 'fdb17399191937b0f183e73ac4dc8ced105c8d103e1f00dba1a174a7d78c6d48');
INSERT INTO public.people_position VALUES (1, 'Staf 100002', NULL, 1);
INSERT INTO public.people_position VALUES (2, 'Kepala 100003', NULL, 1);
INSERT INTO public.people_position VALUES (3, 'Analis 100004', NULL, 1);
INSERT INTO public.people_position VALUES (4, 'Jabatan 100015', NULL, 2);
INSERT INTO public.people_unit VALUES (1, 'Unit 100001', '', 'a4', '', NULL);
INSERT INTO public.people_unit VALUES (2, 'Unit 100016', '', 'a4', '', NULL);
INSERT INTO public.people_user VALUES (1, '!', NULL, false, 'user100006', 'Orang 100006', '', NULL, '', false, true, '2026-11-29 18:38:15.567559+00');
INSERT INTO public.people_user VALUES (2, '!', NULL, false, 'user100007', 'Orang 100007', '', NULL, '', false, true, '2026-11-29 18:38:18.04808+00');
INSERT INTO public.people_user VALUES (3, '!', NULL, false, 'user100008', 'Orang 100008', '', NULL, '', false, true, '2026-11-29 18:38:19.230832+00');
INSERT INTO public.people_user VALUES (4, '!', NULL, false, 'user100009', 'Orang 100009', '', NULL, '', false, true, '2026-11-29 18:38:20.799094+00');
INSERT INTO public.people_user VALUES (5, '!', NULL, false, 'user100010', 'Orang 100010', '', NULL, '', false, true, '2026-11-29 18:38:22.531487+00');
INSERT INTO public.people_user VALUES (6, '!', NULL, false, 'user100011', 'Orang 100011', '', NULL, '', false, true, '2026-11-29 18:38:25.390073+00');
INSERT INTO public.people_user VALUES (7, '!', NULL, true, 'admin100012', 'Admin 100012', '', NULL, '', true, true, '2026-11-29 18:38:27.286401+00');
INSERT INTO public.people_user VALUES (8, '!', NULL, false, 'user100013', 'Orang 100013', '', NULL, '', true, true, '2026-11-29 18:38:29.36642+00');
INSERT INTO public.people_user VALUES (9, '!', NULL, false, 'user100014', 'Orang 100014', '', NULL, '', false, true, '2026-11-29 18:38:31.430559+00');
INSERT INTO public.people_user_user_permissions VALUES (1, 8, 6);
INSERT INTO public.people_user_user_permissions VALUES (2, 8, 7);
INSERT INTO public.procedures_actor VALUES (1, 1, 'Staf', 1, 1);
INSERT INTO public.procedures_actor VALUES (2, 2, 'Kepala', 2, 1);
INSERT INTO public.procedures_actor VALUES (3, 3, 'Analis', 3, 1);
INSERT INTO public.procedures_actor VALUES (4, 1, 'Staf', 1, 2);
INSERT INTO public.procedures_actor VALUES (5, 2, 'Kepala', 2, 2);
INSERT INTO public.procedures_actor VALUES (6, 3, 'Analis', 3, 2);
INSERT INTO public.procedures_book VALUES (1, 'a4', 'ordered', '1037db6940b503b5c8584f333ec98d093bea45daf1bb84ad5dfd13ddfed5959d', 1, '[]', 0, '', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 6, 1, NULL);
INSERT INTO public.procedures_procedure VALUES (1, 'T-100005', 1);
INSERT INTO public.procedures_requirement VALUES (1, 1, 'Komputer', 1);
INSERT INTO public.procedures_requirement VALUES (2, 2, 'Printer', 1);
INSERT INTO public.procedures_requirement VALUES (3, 1, 'Komputer', 4);
INSERT INTO public.procedures_requirement VALUES (4, 2, 'Printer', 4);
INSERT INTO public.procedures_startfield VALUES (1, 1, 'Surat', 'file', false, '', '', 1);
INSERT INTO public.procedures_startfield VALUES (2, 1, 'Surat', 'file', false, '', '', 2);
INSERT INTO public.procedures_step VALUES (1, 1, 'execution', 'Mengetik surat', '10 menit', 10, 'minute', '', '', 'next', '', 'Ya', 'Tidak', false, false, true, 1, NULL, NULL, 1);
INSERT INTO public.procedures_step VALUES (2, 2, 'decision', 'Memeriksa surat', '5 menit', 5, 'minute', '', '', 'next', 'step', 'Ya', 'Tidak', false, false, false, 3, 1, NULL, 1);
INSERT INTO public.procedures_step VALUES (3, 3, 'execution', 'Menandatangani surat', '', NULL, '', '', '', 'next', '', 'Ya', 'Tidak', false, false, false, 2, NULL, NULL, 1);
INSERT INTO public.procedures_step VALUES (4, 1, 'execution', 'Mengetik surat', '10 menit', 10, 'minute', '', '', 'next', '', 'Ya', 'Tidak', false, false, true, 4, NULL, NULL, 2);
INSERT INTO public.procedures_step VALUES (5, 2, 'decision', 'Memeriksa surat', '5 menit', 5, 'minute', '', '', 'next', 'step', 'Ya', 'Tidak', false, false, false, 6, 4, NULL, 2);
INSERT INTO public.procedures_step VALUES (6, 3, 'execution', 'Menandatangani surat', '', NULL, '', '', '', 'next', '', 'Ya', 'Tidak', false, false, false, 5, NULL, NULL, 2);
INSERT INTO public.procedures_step_participants VALUES (1, 1, 2);
INSERT INTO public.procedures_step_participants VALUES (2, 4, 5);
INSERT INTO public.procedures_version VALUES (1, 1, 'replaced', 'Membuat surat', '067/1/2026', NULL, NULL, '2026-06-08', 'Kepala SKPD', 'definitive', 'Pengesah', '', '', '', '', '', '', '', '', 'steps', false, '', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', '', NULL, NULL, 1, NULL);
INSERT INTO public.procedures_version VALUES (2, 2, 'in_force', 'Membuat surat', '067/1/2026', NULL, NULL, '2026-06-08', 'Kepala SKPD', 'definitive', 'Pengesah', '', '', '', '', '', '', '', '', 'steps', false, '', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', NULL, '', NULL, NULL, 1, NULL);
INSERT INTO public.procedures_versionentry VALUES (1, 1, 'draft', '2026-06-08 02:00:00+00', NULL, '', NULL, 1);
INSERT INTO public.procedures_versionentry VALUES (2, 1, 'put_in_force', '2026-06-08 02:00:00+00', NULL, '', NULL, 1);
INSERT INTO public.procedures_versionentry VALUES (3, 2, 'copy', '2026-06-08 02:00:00+00', 1, '', 7, 1);
INSERT INTO public.procedures_versionentry VALUES (4, 1, 'replace', '2026-06-08 02:00:00+00', NULL, '', NULL, 1);
INSERT INTO public.procedures_versionentry VALUES (5, 2, 'put_in_force', '2026-06-08 02:00:00+00', NULL, '', NULL, 1);
INSERT INTO public.workflow_attachment VALUES (1, 'konsep.pdf', 1, 'pdf', 29, 'fd3658488539b686d28a131d4d469ddfe40d6bc704d7b53d7bc9fef9d3e4d720', 'attachments/2026/11/2145e36e260f47c9a0b906363baac604.pdf', '2026-06-08 02:00:00+00', 1, 1, NULL);
INSERT INTO public.workflow_calendar VALUES (1, 'Kalender', 'Asia/Jakarta', true, 450, NULL);
INSERT INTO public.workflow_calendarstamp VALUES (1, 'bb88e9ce7b1d421ba2883411caea2973');
INSERT INTO public.workflow_document VALUES (1, 'finished', 'Undangan rapat dinas', 'ordinary', '', '', '{}', '2026-06-08 02:00:00+00', 'Staf 100002', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', NULL, '', 14, '\xef0805b0c967d04540538f3a09f155c59dcb3c9ca8c7fc0ba2617f11629b6d9c', '2026-06-08 02:00:00+00', ' undangan rapat dinas t 100005 membuat surat konsep pdf ', NULL, 1, 1);
INSERT INTO public.workflow_document VALUES (2, 'running', 'Surat tugas', 'secret', '', '', '{}', '2026-06-08 02:00:00+00', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, NULL, '', 2, '\x5c7a9145162d9b3ec06726dee4c3a4a0f67029a6ec476964d41885a3a0ffe2d5', '2026-06-08 02:00:00+00', ' surat tugas t 100005 membuat ', NULL, 1, 1);
INSERT INTO public.workflow_document VALUES (3, 'cancelled', 'Ganda', 'ordinary', '', '', '{}', '2026-06-08 02:00:00+00', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '2026-06-08 02:00:00+00', 'Sudah ada', 2, '\xa879460e4fad4b78592b1ca2300a019d60abe606acd7ced342cfa85574ca3375', '2026-06-08 02:00:00+00', ' ganda t 100005 membuat surat ', 1, 1, 1);
INSERT INTO public.workflow_document VALUES (4, 'draft', 'Konsep', 'ordinary', '', '', '{}', '2026-06-08 02:00:00+00', '', NULL, NULL, NULL, '', 0, '\x', NULL, ' konsep t 100005 membuat surat ', NULL, 1, 1);
INSERT INTO public.workflow_entry VALUES (1, 1, 'start', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '', '{"files": [{"name": "konsep.pdf", "sha256": "fd3658488539b686d28a131d4d469ddfe40d6bc704d7b53d7bc9fef9d3e4d720", "version": 1}], "version": {"id": 1, "sha256": "89980ca15a95957c35b3bd703e9e03a2829029b34d970b032e525bcf525b4415"}, "contents": {"details": {}, "subject": "Undangan rapat", "created_at": "2026-06-08T02:00:00+00:00", "description": "", "sensitivity": "ordinary", "agenda_number": ""}}', '\x', '\x08c135cbad7eb61708fa41fcbe6fffa5561c3c5b274b9bdbbabc31d4b8cc85b9', 1, 1, NULL);
INSERT INTO public.workflow_entry VALUES (2, 2, 'take', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '', '{}', '\x08c135cbad7eb61708fa41fcbe6fffa5561c3c5b274b9bdbbabc31d4b8cc85b9', '\x1b418a441f778aa33c311ce11e42a1cd2c87bfda09d7a428e56851d3cfeb56f6', 1, 1, 1);
INSERT INTO public.workflow_entry VALUES (3, 3, 'pause', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', '10.0.0.7', 'Rapat', '{}', '\x1b418a441f778aa33c311ce11e42a1cd2c87bfda09d7a428e56851d3cfeb56f6', '\xe64c0de9bbf0e50ac8ced12bd8931536b9b4ae401bd2ed334b845e33fc3036ec', 1, 1, 1);
INSERT INTO public.workflow_entry VALUES (4, 4, 'resume', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', '10.0.0.7', '', '{}', '\xe64c0de9bbf0e50ac8ced12bd8931536b9b4ae401bd2ed334b845e33fc3036ec', '\xcd7bb13623932a1187dd79b0b67ae11966334833240d7ec28e101c4ac7f17fd7', 1, 1, 1);
INSERT INTO public.workflow_entry VALUES (5, 5, 'correct', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', '10.0.0.7', '', '{"changes": [{"new": "Undangan rapat dinas", "old": "Undangan rapat", "field": "subject"}]}', '\xcd7bb13623932a1187dd79b0b67ae11966334833240d7ec28e101c4ac7f17fd7', '\x25757c20e7f45105144f6ae3df7700b1464378828bb91c02d50a0ff0c913c770', 1, 1, 1);
INSERT INTO public.workflow_entry VALUES (6, 6, 'done', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, 'Alasan done', '{"due": "2026-06-09T02:10:00+00:00", "minutes": [0, 0, 0], "standard": 10}', '\x25757c20e7f45105144f6ae3df7700b1464378828bb91c02d50a0ff0c913c770', '\xa8eda7f864e08606667f181279fd8142f4b596c7ad7bbbae0e27419bd805c290', 1, 1, 1);
INSERT INTO public.workflow_entry VALUES (7, 7, 'take', 'Orang 100007', 'Analis 100004', '2026-06-08 02:00:00+00', NULL, '', '{}', '\xa8eda7f864e08606667f181279fd8142f4b596c7ad7bbbae0e27419bd805c290', '\xea025ed6bf40da8f305c9d7f9001d2057355762f7e48d09eab37a4714eaa2c20', 2, 1, 2);
INSERT INTO public.workflow_entry VALUES (8, 8, 'no', 'Orang 100007', 'Analis 100004', '2026-06-08 02:00:00+00', NULL, 'Alasan no', '{"due": "2026-06-09T02:05:00+00:00", "minutes": [0, 0, 0], "standard": 5}', '\xea025ed6bf40da8f305c9d7f9001d2057355762f7e48d09eab37a4714eaa2c20', '\x2d290f13429d6a9ea081ccad02661a352c07bef4dcd39fab055e594aa9100c94', 2, 1, 2);
INSERT INTO public.workflow_entry VALUES (9, 9, 'take', 'Orang 100008', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '', '{}', '\x2d290f13429d6a9ea081ccad02661a352c07bef4dcd39fab055e594aa9100c94', '\xe0cd32336420f39a58418e9cad9792e84d8d93ed92702825f357934138ab9163', 3, 1, 3);
INSERT INTO public.workflow_entry VALUES (10, 10, 'done', 'Orang 100008', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, 'Alasan done', '{"due": "2026-06-09T02:10:00+00:00", "minutes": [0, 0, 0], "standard": 10}', '\xe0cd32336420f39a58418e9cad9792e84d8d93ed92702825f357934138ab9163', '\x2e01e28aefc1415706dcab84bcf35e951171675f1f7a9a391ebe3a2c78ce5c64', 3, 1, 3);
INSERT INTO public.workflow_entry VALUES (11, 11, 'take', 'Orang 100009', 'Analis 100004', '2026-06-08 02:00:00+00', NULL, '', '{}', '\x2e01e28aefc1415706dcab84bcf35e951171675f1f7a9a391ebe3a2c78ce5c64', '\xce65198415713467643a77c8610e7fbe69819c9bdfd54c93ce1d1d79a47fa42e', 4, 1, 4);
INSERT INTO public.workflow_entry VALUES (12, 12, 'yes', 'Orang 100009', 'Analis 100004', '2026-06-08 02:00:00+00', NULL, 'Alasan yes', '{"due": "2026-06-09T02:05:00+00:00", "minutes": [0, 0, 0], "standard": 5}', '\xce65198415713467643a77c8610e7fbe69819c9bdfd54c93ce1d1d79a47fa42e', '\x9ced32ebb84265c79d15963299ad0ce9cca0486b860f9f42dd22ce0ef9e06396', 4, 1, 4);
INSERT INTO public.workflow_entry VALUES (13, 13, 'take', 'Orang 100010', 'Kepala 100003', '2026-06-08 02:00:00+00', NULL, '', '{}', '\x9ced32ebb84265c79d15963299ad0ce9cca0486b860f9f42dd22ce0ef9e06396', '\xb6a4e1ebf4928ef4fa5e656ad670d8048e8b5722d16b41be7d2a8adc02e59d07', 5, 1, 5);
INSERT INTO public.workflow_entry VALUES (14, 14, 'done', 'Orang 100010', 'Kepala 100003', '2026-06-08 02:00:00+00', NULL, '', '{"due": null, "minutes": [0, 0, 0], "standard": null}', '\xb6a4e1ebf4928ef4fa5e656ad670d8048e8b5722d16b41be7d2a8adc02e59d07', '\xef0805b0c967d04540538f3a09f155c59dcb3c9ca8c7fc0ba2617f11629b6d9c', 5, 1, 5);
INSERT INTO public.workflow_entry VALUES (15, 1, 'start', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '', '{"files": [], "version": {"id": 1, "sha256": "89980ca15a95957c35b3bd703e9e03a2829029b34d970b032e525bcf525b4415"}, "contents": {"details": {}, "subject": "Surat tugas", "created_at": "2026-06-08T02:00:00+00:00", "description": "", "sensitivity": "secret", "agenda_number": ""}}', '\x', '\xdf44c21b96bbee8a7c69108264caa97fc73c706f4a8cc24599ebab8a55444eaa', 1, 2, NULL);
INSERT INTO public.workflow_entry VALUES (16, 2, 'comment', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', '10.0.0.7', 'Mohon segera', '{}', '\xdf44c21b96bbee8a7c69108264caa97fc73c706f4a8cc24599ebab8a55444eaa', '\x5c7a9145162d9b3ec06726dee4c3a4a0f67029a6ec476964d41885a3a0ffe2d5', 1, 2, NULL);
INSERT INTO public.workflow_entry VALUES (17, 1, 'start', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', NULL, '', '{"files": [], "version": {"id": 1, "sha256": "89980ca15a95957c35b3bd703e9e03a2829029b34d970b032e525bcf525b4415"}, "contents": {"details": {}, "subject": "Ganda", "created_at": "2026-06-08T02:00:00+00:00", "description": "", "sensitivity": "ordinary", "agenda_number": ""}}', '\x', '\x44ece43977576b6079fc3e57a3a9918ff8d68bad3656539da263311b14858fc5', 1, 3, NULL);
INSERT INTO public.workflow_entry VALUES (18, 2, 'cancel', 'Orang 100006', 'Staf 100002', '2026-06-08 02:00:00+00', '10.0.0.7', 'Sudah ada', '{"due": "2026-06-09T02:10:00+00:00", "minutes": [0, 0, 0], "standard": 10}', '\x44ece43977576b6079fc3e57a3a9918ff8d68bad3656539da263311b14858fc5', '\xa879460e4fad4b78592b1ca2300a019d60abe606acd7ced342cfa85574ca3375', 1, 3, NULL);
INSERT INTO public.workflow_hoursrule VALUES (1, 'Jam kerja normal', '2020-01-01', NULL, false, 1);
INSERT INTO public.workflow_keeping VALUES (4, '75fa6d39-203f-4434-b8f1-2c448f49054a', '2026-06-08 02:00:00+00');
INSERT INTO public.workflow_lastlook VALUES (1, 1, '2026-06-08 02:00:00+00', NULL, NULL, 2, 1);
INSERT INTO public.workflow_mailchoice VALUES (1, 'daily', 'id');
INSERT INTO public.workflow_notice VALUES (1, 'ended', NULL, '2026-06-08 02:00:00+00', NULL, NULL, 0, '', NULL, 1, 14, 1, NULL);
INSERT INTO public.workflow_notice VALUES (2, 'arrived', NULL, '2026-06-08 02:00:00+00', NULL, NULL, 0, '', NULL, 2, 15, 3, 6);
INSERT INTO public.workflow_notice VALUES (3, 'cancelled', NULL, '2026-06-08 02:00:00+00', NULL, NULL, 0, '', NULL, 3, 18, 3, NULL);
INSERT INTO public.workflow_pause VALUES (1, 'Rapat', '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 1);
INSERT INTO public.workflow_savedfilter VALUES (1, 'Terlambat', 'late=on', 1, NULL);
INSERT INTO public.workflow_stretch VALUES (1, 0, '07:30:00', '12:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (2, 0, '13:00:00', '16:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (3, 1, '07:30:00', '12:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (4, 1, '13:00:00', '16:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (5, 2, '07:30:00', '12:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (6, 2, '13:00:00', '16:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (7, 3, '07:30:00', '12:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (8, 3, '13:00:00', '16:00:00', 1);
INSERT INTO public.workflow_stretch VALUES (9, 4, '07:30:00', '11:30:00', 1);
INSERT INTO public.workflow_stretch VALUES (10, 4, '13:00:00', '16:30:00', 1);
INSERT INTO public.workflow_task VALUES (1, 1, '2026-06-08 02:00:00+00', false, '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 'Staf 100002', 'done', 'Alasan done', false, false, 10, false, '2026-06-09 02:10:00+00', 0, 0, 0, 1, 1, 1, 1, 1);
INSERT INTO public.workflow_task VALUES (2, 2, '2026-06-08 02:00:00+00', false, '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 'Analis 100004', 'no', 'Alasan no', false, false, 5, false, '2026-06-09 02:05:00+00', 0, 0, 0, 1, 2, 3, 2, 2);
INSERT INTO public.workflow_task VALUES (3, 3, '2026-06-08 02:00:00+00', true, '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 'Staf 100002', 'done', 'Alasan done', false, false, 10, false, '2026-06-09 02:10:00+00', 0, 0, 0, 1, 3, 1, 1, 3);
INSERT INTO public.workflow_task VALUES (4, 4, '2026-06-08 02:00:00+00', false, '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 'Analis 100004', 'yes', 'Alasan yes', false, false, 5, false, '2026-06-09 02:05:00+00', 0, 0, 0, 1, 4, 3, 2, 4);
INSERT INTO public.workflow_task VALUES (5, 5, '2026-06-08 02:00:00+00', false, '2026-06-08 02:00:00+00', '2026-06-08 02:00:00+00', 'Kepala 100003', 'done', '', false, false, NULL, false, NULL, 0, 0, 0, 1, 5, 2, 3, 5);
INSERT INTO public.workflow_task VALUES (6, 1, '2026-06-08 02:00:00+00', false, NULL, NULL, '', '', '', false, false, 10, false, '2026-06-09 02:10:00+00', NULL, NULL, NULL, 2, NULL, 1, 1, NULL);
INSERT INTO public.workflow_task VALUES (7, 1, '2026-06-08 02:00:00+00', false, NULL, '2026-06-08 02:00:00+00', 'Staf 100002', 'cancelled', 'Sudah ada', false, false, 10, false, '2026-06-09 02:10:00+00', 0, 0, 0, 3, 1, 1, 1, NULL);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 173, true);
SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, false);
SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, false);
SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 43, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 32, true);
SELECT pg_catalog.setval('public.people_appointment_id_seq', 5, true);
SELECT pg_catalog.setval('public.people_appointmentrequest_id_seq', 1, true);
SELECT pg_catalog.setval('public.people_peopleentry_id_seq', 1, true);
SELECT pg_catalog.setval('public.people_peoplehead_id_seq', 1, false);
SELECT pg_catalog.setval('public.people_position_id_seq', 4, true);
SELECT pg_catalog.setval('public.people_unit_id_seq', 2, true);
SELECT pg_catalog.setval('public.people_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.people_user_id_seq', 9, true);
SELECT pg_catalog.setval('public.people_user_user_permissions_id_seq', 2, true);
SELECT pg_catalog.setval('public.procedures_actor_id_seq', 6, true);
SELECT pg_catalog.setval('public.procedures_book_id_seq', 1, true);
SELECT pg_catalog.setval('public.procedures_procedure_id_seq', 1, true);
SELECT pg_catalog.setval('public.procedures_requirement_id_seq', 4, true);
SELECT pg_catalog.setval('public.procedures_startfield_id_seq', 2, true);
SELECT pg_catalog.setval('public.procedures_step_id_seq', 6, true);
SELECT pg_catalog.setval('public.procedures_step_participants_id_seq', 2, true);
SELECT pg_catalog.setval('public.procedures_version_id_seq', 2, true);
SELECT pg_catalog.setval('public.procedures_versionentry_id_seq', 5, true);
SELECT pg_catalog.setval('public.workflow_attachment_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_calendar_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_calendarstamp_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_document_id_seq', 4, true);
SELECT pg_catalog.setval('public.workflow_entry_id_seq', 18, true);
SELECT pg_catalog.setval('public.workflow_hoursrule_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_lastlook_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_notice_id_seq', 3, true);
SELECT pg_catalog.setval('public.workflow_participation_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_pause_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_requirementcheck_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_savedfilter_id_seq', 1, true);
SELECT pg_catalog.setval('public.workflow_sentform_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_specialday_id_seq', 1, false);
SELECT pg_catalog.setval('public.workflow_stretch_id_seq', 10, true);
SELECT pg_catalog.setval('public.workflow_task_id_seq', 7, true);
ALTER TABLE ONLY public.procedures_actor
    ADD CONSTRAINT actor_name_is_unique_in_its_version UNIQUE (version_id, name);
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT appointment_starts_once UNIQUE (user_id, position_id, starts_on);
ALTER TABLE ONLY public.workflow_attachment
    ADD CONSTRAINT attachment_version_is_unique UNIQUE (document_id, name, version);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.workflow_entry
    ADD CONSTRAINT entry_number_is_unique_in_its_document UNIQUE (document_id, number);
ALTER TABLE ONLY public.workflow_sentform
    ADD CONSTRAINT form_is_obeyed_once UNIQUE (by_id, mark);
ALTER TABLE ONLY public.workflow_hoursrule
    ADD CONSTRAINT hours_rule_starts_once UNIQUE (calendar_id, is_season, starts_on);
ALTER TABLE ONLY public.procedures_book
    ADD CONSTRAINT one_book_a_unit_and_paper UNIQUE (unit_id, paper);
ALTER TABLE ONLY public.workflow_lastlook
    ADD CONSTRAINT one_last_look_a_document_and_person UNIQUE (document_id, user_id);
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_peopleentry
    ADD CONSTRAINT people_peopleentry_number_key UNIQUE (number);
ALTER TABLE ONLY public.people_peopleentry
    ADD CONSTRAINT people_peopleentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_peoplehead
    ADD CONSTRAINT people_peoplehead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_position
    ADD CONSTRAINT people_position_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_unit
    ADD CONSTRAINT people_unit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_group_id_60378d34_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_nip_key UNIQUE (nip);
ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permiss_user_id_permission_id_a7ac6748_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.workflow_participation
    ADD CONSTRAINT person_takes_part_once_a_task UNIQUE (task_id, user_id);
ALTER TABLE ONLY public.people_position
    ADD CONSTRAINT position_title_is_unique_in_its_unit UNIQUE (unit_id, title);
ALTER TABLE ONLY public.procedures_actor
    ADD CONSTRAINT procedures_actor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_book
    ADD CONSTRAINT procedures_book_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_procedure
    ADD CONSTRAINT procedures_procedure_code_key UNIQUE (code);
ALTER TABLE ONLY public.procedures_procedure
    ADD CONSTRAINT procedures_procedure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_requirement
    ADD CONSTRAINT procedures_requirement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_startfield
    ADD CONSTRAINT procedures_startfield_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_step_participants
    ADD CONSTRAINT procedures_step_participants_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_step_participants
    ADD CONSTRAINT procedures_step_participants_step_id_actor_id_8fe09ad7_uniq UNIQUE (step_id, actor_id);
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT procedures_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT procedures_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procedures_versionentry
    ADD CONSTRAINT procedures_versionentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_requirementcheck
    ADD CONSTRAINT requirement_is_checked_once_a_task UNIQUE (task_id, requirement_id);
ALTER TABLE ONLY public.workflow_savedfilter
    ADD CONSTRAINT saved_filter_name_is_unique_for_its_owner UNIQUE (owner_id, name);
ALTER TABLE ONLY public.workflow_specialday
    ADD CONSTRAINT special_day_is_named_once_a_kind UNIQUE (calendar_id, "on", kind);
ALTER TABLE ONLY public.procedures_startfield
    ADD CONSTRAINT start_field_label_is_unique_in_its_version UNIQUE (version_id, label);
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT step_number_is_unique_in_its_version UNIQUE (version_id, number);
ALTER TABLE ONLY public.workflow_stretch
    ADD CONSTRAINT stretch_starts_once UNIQUE (rule_id, weekday, starts_at);
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT task_number_is_unique_in_its_document UNIQUE (document_id, number);
ALTER TABLE ONLY public.people_unit
    ADD CONSTRAINT unit_name_is_unique_in_its_parent UNIQUE (parent_id, name);
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT version_revision_is_unique UNIQUE (procedure_id, revision);
ALTER TABLE ONLY public.workflow_attachment
    ADD CONSTRAINT workflow_attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_calendar
    ADD CONSTRAINT workflow_calendar_name_key UNIQUE (name);
ALTER TABLE ONLY public.workflow_calendar
    ADD CONSTRAINT workflow_calendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_calendar
    ADD CONSTRAINT workflow_calendar_unit_id_key UNIQUE (unit_id);
ALTER TABLE ONLY public.workflow_calendarstamp
    ADD CONSTRAINT workflow_calendarstamp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_document
    ADD CONSTRAINT workflow_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_entry
    ADD CONSTRAINT workflow_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_hoursrule
    ADD CONSTRAINT workflow_hoursrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_keeping
    ADD CONSTRAINT workflow_keeping_pkey PRIMARY KEY (document_id);
ALTER TABLE ONLY public.workflow_lastlook
    ADD CONSTRAINT workflow_lastlook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_mailchoice
    ADD CONSTRAINT workflow_mailchoice_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.workflow_notice
    ADD CONSTRAINT workflow_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_participation
    ADD CONSTRAINT workflow_participation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_pause
    ADD CONSTRAINT workflow_pause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_requirementcheck
    ADD CONSTRAINT workflow_requirementcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_savedfilter
    ADD CONSTRAINT workflow_savedfilter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_sentform
    ADD CONSTRAINT workflow_sentform_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_specialday
    ADD CONSTRAINT workflow_specialday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_stretch
    ADD CONSTRAINT workflow_stretch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflow_untold
    ADD CONSTRAINT workflow_untold_pkey PRIMARY KEY (entry_id);
CREATE INDEX appointment_by_user ON public.people_appointment USING btree (user_id, starts_on);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX document_by_finish ON public.workflow_document USING btree (finished_at);
CREATE INDEX document_by_start ON public.workflow_document USING btree (started_at);
CREATE INDEX document_by_starter ON public.workflow_document USING btree (started_by_id, created_at DESC);
CREATE INDEX document_by_subject ON public.workflow_document USING btree (subject, id);
CREATE INDEX document_by_words ON public.workflow_document USING gin (array_to_tsvector(string_to_array(btrim(words), ' '::text)));
CREATE INDEX document_newest_first ON public.workflow_document USING btree (created_at DESC, id DESC);
CREATE INDEX document_running_newest_first ON public.workflow_document USING btree (created_at DESC, id DESC) WHERE ((state)::text = 'running'::text);
CREATE INDEX document_under_way_by_starter ON public.workflow_document USING btree (started_by_id, created_at DESC, id DESC) WHERE ((state)::text = 'running'::text);
CREATE INDEX notice_newest_first ON public.workflow_notice USING btree (user_id, at DESC, id DESC);
CREATE INDEX notice_to_be_mailed ON public.workflow_notice USING btree (mail_after) WHERE (mail_after IS NOT NULL);
CREATE INDEX notice_unread_by_person ON public.workflow_notice USING btree (user_id) WHERE (read_at IS NULL);
CREATE UNIQUE INDEX one_default_calendar ON public.workflow_calendar USING btree (is_default) WHERE is_default;
CREATE UNIQUE INDEX one_draft_a_procedure ON public.procedures_version USING btree (procedure_id) WHERE ((state)::text = 'draft'::text);
CREATE UNIQUE INDEX one_open_pause_a_task ON public.workflow_pause USING btree (task_id) WHERE (resumed_at IS NULL);
CREATE UNIQUE INDEX one_open_task_a_document ON public.workflow_task USING btree (document_id) WHERE (finished_at IS NULL);
CREATE UNIQUE INDEX one_version_in_force_a_procedure ON public.procedures_version USING btree (procedure_id) WHERE ((state)::text = 'in_force'::text);
CREATE INDEX people_appointment_position_id_5693ffad ON public.people_appointment USING btree (position_id);
CREATE INDEX people_appointment_user_id_6cfed2c7 ON public.people_appointment USING btree (user_id);
CREATE INDEX people_appointmentrequest_appointment_id_5e2689ad ON public.people_appointmentrequest USING btree (appointment_id);
CREATE INDEX people_appointmentrequest_asked_by_id_004291ea ON public.people_appointmentrequest USING btree (asked_by_id);
CREATE INDEX people_appointmentrequest_decided_by_id_722eceb3 ON public.people_appointmentrequest USING btree (decided_by_id);
CREATE INDEX people_appointmentrequest_position_id_b099f1b1 ON public.people_appointmentrequest USING btree (position_id);
CREATE INDEX people_appointmentrequest_user_id_422bfb12 ON public.people_appointmentrequest USING btree (user_id);
CREATE INDEX people_peopleentry_by_id_75105f39 ON public.people_peopleentry USING btree (by_id);
CREATE INDEX people_peopleentry_person_id_3a28de71 ON public.people_peopleentry USING btree (person_id);
CREATE INDEX people_position_superior_id_97248952 ON public.people_position USING btree (superior_id);
CREATE INDEX people_position_unit_id_6371785c ON public.people_position USING btree (unit_id);
CREATE INDEX people_unit_parent_id_4456c6e4 ON public.people_unit USING btree (parent_id);
CREATE INDEX people_user_groups_group_id_1f0237d0 ON public.people_user_groups USING btree (group_id);
CREATE INDEX people_user_groups_user_id_290df956 ON public.people_user_groups USING btree (user_id);
CREATE INDEX people_user_nip_071f7055_like ON public.people_user USING btree (nip varchar_pattern_ops);
CREATE INDEX people_user_user_permissions_permission_id_55f01ef0 ON public.people_user_user_permissions USING btree (permission_id);
CREATE INDEX people_user_user_permissions_user_id_7d19557b ON public.people_user_user_permissions USING btree (user_id);
CREATE INDEX people_user_username_7e18cbac_like ON public.people_user USING btree (username varchar_pattern_ops);
CREATE UNIQUE INDEX person_is_told_once_of_a_deadline ON public.workflow_notice USING btree (task_id, kind, due_at, user_id) WHERE (entry_id IS NULL);
CREATE UNIQUE INDEX person_is_told_once_of_a_deed ON public.workflow_notice USING btree (entry_id, user_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX procedures_actor_position_id_b993d22b ON public.procedures_actor USING btree (position_id);
CREATE INDEX procedures_actor_version_id_804d146f ON public.procedures_actor USING btree (version_id);
CREATE INDEX procedures_book_ordered_by_id_ec3a02e7 ON public.procedures_book USING btree (ordered_by_id);
CREATE INDEX procedures_book_trouble_with_id_ddff4655 ON public.procedures_book USING btree (trouble_with_id);
CREATE INDEX procedures_book_unit_id_7ac5488b ON public.procedures_book USING btree (unit_id);
CREATE INDEX procedures_procedure_code_e4d5567f_like ON public.procedures_procedure USING btree (code varchar_pattern_ops);
CREATE INDEX procedures_procedure_unit_id_a8b04dd1 ON public.procedures_procedure USING btree (unit_id);
CREATE INDEX procedures_requirement_step_id_ec33b1aa ON public.procedures_requirement USING btree (step_id);
CREATE INDEX procedures_startfield_version_id_615e115a ON public.procedures_startfield USING btree (version_id);
CREATE INDEX procedures_step_actor_id_6522b405 ON public.procedures_step USING btree (actor_id);
CREATE INDEX procedures_step_no_way_step_id_086055fc ON public.procedures_step USING btree (no_way_step_id);
CREATE INDEX procedures_step_participants_actor_id_37fa7509 ON public.procedures_step_participants USING btree (actor_id);
CREATE INDEX procedures_step_participants_step_id_44e66f40 ON public.procedures_step_participants USING btree (step_id);
CREATE INDEX procedures_step_version_id_6db5bd65 ON public.procedures_step USING btree (version_id);
CREATE INDEX procedures_step_way_step_id_8dda78bf ON public.procedures_step USING btree (way_step_id);
CREATE INDEX procedures_version_end_actor_id_0e4096c0 ON public.procedures_version USING btree (end_actor_id);
CREATE INDEX procedures_version_ended_by_id_e1d620c1 ON public.procedures_version USING btree (ended_by_id);
CREATE INDEX procedures_version_procedure_id_5c0c268c ON public.procedures_version USING btree (procedure_id);
CREATE INDEX procedures_version_put_in_force_by_id_7cb6ed02 ON public.procedures_version USING btree (put_in_force_by_id);
CREATE INDEX procedures_versionentry_by_id_6b82e270 ON public.procedures_versionentry USING btree (by_id);
CREATE INDEX procedures_versionentry_procedure_id_7c1ad721 ON public.procedures_versionentry USING btree (procedure_id);
CREATE INDEX task_come_back_by_position ON public.workflow_task USING btree (position_id, arrived_at, id) WHERE (came_back AND (finished_at IS NULL));
CREATE INDEX task_free_by_position ON public.workflow_task USING btree (position_id, arrived_at DESC, id DESC, came_back) WHERE ((finished_at IS NULL) AND (taken_by_id IS NULL));
CREATE INDEX task_in_hand_by_position ON public.workflow_task USING btree (position_id, taken_by_id, came_back, arrived_at, id) WHERE ((finished_at IS NULL) AND (taken_by_id IS NOT NULL));
CREATE INDEX task_open_by_deadline ON public.workflow_task USING btree (due_at, document_id) WHERE (finished_at IS NULL);
CREATE INDEX task_open_by_taker ON public.workflow_task USING btree (taken_by_id, arrived_at DESC, id DESC, position_id, came_back) WHERE (finished_at IS NULL);
CREATE INDEX task_returned_by_document ON public.workflow_task USING btree (document_id) WHERE ((answer)::text = ANY ((ARRAY['no'::character varying, 'sent_back'::character varying])::text[]));
CREATE UNIQUE INDEX unit_name_is_unique_at_the_top ON public.people_unit USING btree (name) WHERE (parent_id IS NULL);
CREATE INDEX workflow_attachment_document_id_6747b700 ON public.workflow_attachment USING btree (document_id);
CREATE INDEX workflow_attachment_task_id_6df3329a ON public.workflow_attachment USING btree (task_id);
CREATE INDEX workflow_attachment_uploaded_by_id_1354b0d7 ON public.workflow_attachment USING btree (uploaded_by_id);
CREATE INDEX workflow_calendar_name_638de17d_like ON public.workflow_calendar USING btree (name varchar_pattern_ops);
CREATE INDEX workflow_document_version_id_e4af384d ON public.workflow_document USING btree (version_id);
CREATE INDEX workflow_entry_by_id_f87e2b87 ON public.workflow_entry USING btree (by_id);
CREATE INDEX workflow_hoursrule_calendar_id_10a54997 ON public.workflow_hoursrule USING btree (calendar_id);
CREATE INDEX workflow_notice_task_id_2d879776 ON public.workflow_notice USING btree (task_id);
CREATE INDEX workflow_participation_task_id_1998a1cc ON public.workflow_participation USING btree (task_id);
CREATE INDEX workflow_participation_user_id_b9d558e8 ON public.workflow_participation USING btree (user_id);
CREATE INDEX workflow_pause_task_id_4d0327e8 ON public.workflow_pause USING btree (task_id);
CREATE INDEX workflow_requirementcheck_requirement_id_0341decb ON public.workflow_requirementcheck USING btree (requirement_id);
CREATE INDEX workflow_requirementcheck_task_id_946326a1 ON public.workflow_requirementcheck USING btree (task_id);
CREATE INDEX workflow_savedfilter_owner_id_abf01b8a ON public.workflow_savedfilter USING btree (owner_id);
CREATE INDEX workflow_savedfilter_position_id_ff84118a ON public.workflow_savedfilter USING btree (position_id);
CREATE INDEX workflow_sentform_at_0adaa3a3 ON public.workflow_sentform USING btree (at);
CREATE INDEX workflow_specialday_calendar_id_f3602fde ON public.workflow_specialday USING btree (calendar_id);
CREATE INDEX workflow_stretch_rule_id_e46434f4 ON public.workflow_stretch USING btree (rule_id);
CREATE INDEX workflow_task_step_id_18265cf2 ON public.workflow_task USING btree (step_id);
CREATE TRIGGER appointment_request_is_not_deleted AFTER DELETE ON public.people_appointmentrequest FOR EACH ROW WHEN ((old.is_confirmed IS NOT NULL)) EXECUTE FUNCTION public.appointment_request_is_not_deleted();
CREATE TRIGGER appointment_request_stays_decided AFTER UPDATE ON public.people_appointmentrequest FOR EACH ROW WHEN (((old.is_confirmed IS NOT NULL) AND ((new.is_confirmed IS DISTINCT FROM old.is_confirmed) OR (new.decided_by_id IS DISTINCT FROM old.decided_by_id) OR (new.user_id <> old.user_id) OR (new.position_id <> old.position_id)))) EXECUTE FUNCTION public.appointment_request_stays_decided();
CREATE TRIGGER attachment_is_not_changed AFTER UPDATE ON public.workflow_attachment FOR EACH ROW EXECUTE FUNCTION public.attachment_is_not_changed();
CREATE TRIGGER attachment_is_not_removed AFTER DELETE ON public.workflow_attachment FOR EACH ROW EXECUTE FUNCTION public.attachment_is_not_removed();
CREATE TRIGGER document_goes_one_way AFTER UPDATE ON public.workflow_document FOR EACH ROW WHEN ((((old.state)::text <> 'draft'::text) AND (((new.state)::text = 'draft'::text) OR (old.id <> new.id) OR (old.version_id IS DISTINCT FROM new.version_id) OR ((old.sensitivity)::text IS DISTINCT FROM (new.sensitivity)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.started_by_id IS DISTINCT FROM new.started_by_id) OR ((old.started_as)::text IS DISTINCT FROM (new.started_as)::text) OR (old.started_at IS DISTINCT FROM new.started_at) OR (((old.state)::text <> 'running'::text) AND (((old.agenda_number)::text IS DISTINCT FROM (new.agenda_number)::text) OR (old.cancelled_at IS DISTINCT FROM new.cancelled_at) OR (old.cancelled_because IS DISTINCT FROM new.cancelled_because) OR (old.cancelled_by_id IS DISTINCT FROM new.cancelled_by_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.description IS DISTINCT FROM new.description) OR (old.details IS DISTINCT FROM new.details) OR (old.finished_at IS DISTINCT FROM new.finished_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.sensitivity)::text IS DISTINCT FROM (new.sensitivity)::text) OR ((old.started_as)::text IS DISTINCT FROM (new.started_as)::text) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.started_by_id IS DISTINCT FROM new.started_by_id) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.version_id IS DISTINCT FROM new.version_id)))))) EXECUTE FUNCTION public.document_goes_one_way();
CREATE TRIGGER document_journal_grows AFTER UPDATE ON public.workflow_document FOR EACH ROW WHEN (((new.entry_count < old.entry_count) OR ((new.entry_count = old.entry_count) AND ((old.last_hash IS DISTINCT FROM new.last_hash) OR (old.last_entry_at IS DISTINCT FROM new.last_entry_at))))) EXECUTE FUNCTION public.document_journal_grows();
CREATE TRIGGER document_stays AFTER DELETE ON public.workflow_document FOR EACH ROW WHEN (((old.state)::text <> 'draft'::text)) EXECUTE FUNCTION public.document_stays();
CREATE TRIGGER entry_is_never_changed AFTER UPDATE ON public.workflow_entry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.entry_is_never_changed();
CREATE TRIGGER entry_is_never_removed AFTER DELETE ON public.workflow_entry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.entry_is_never_removed();
CREATE TRIGGER participation_is_never_changed AFTER UPDATE ON public.workflow_participation FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.participation_is_never_changed();
CREATE TRIGGER participation_is_never_removed AFTER DELETE ON public.workflow_participation FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.participation_is_never_removed();
CREATE TRIGGER pause_ends_once AFTER UPDATE ON public.workflow_pause FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old.paused_at IS DISTINCT FROM new.paused_at) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.task_id IS DISTINCT FROM new.task_id) OR ((old.resumed_at IS NOT NULL) AND (old.resumed_at IS DISTINCT FROM new.resumed_at)))) EXECUTE FUNCTION public.pause_ends_once();
CREATE TRIGGER pause_stays AFTER DELETE ON public.workflow_pause FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.pause_stays();
CREATE TRIGGER people_entry_is_not_changed AFTER UPDATE ON public.people_peopleentry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.people_entry_is_not_changed();
CREATE TRIGGER people_entry_is_not_deleted AFTER DELETE ON public.people_peopleentry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.people_entry_is_not_deleted();
CREATE TRIGGER people_head_stays AFTER DELETE ON public.people_peoplehead FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.people_head_stays();
CREATE TRIGGER people_journal_grows AFTER UPDATE ON public.people_peoplehead FOR EACH ROW WHEN (((new.entry_count <> (old.entry_count + 1)) OR (new.id <> old.id))) EXECUTE FUNCTION public.people_journal_grows();
CREATE TRIGGER people_unit_delete_stamps_calendars AFTER DELETE ON public.people_unit FOR EACH STATEMENT EXECUTE FUNCTION public.people_unit_delete_stamps_calendars();
CREATE TRIGGER people_unit_insert_stamps_calendars AFTER INSERT ON public.people_unit FOR EACH STATEMENT EXECUTE FUNCTION public.people_unit_insert_stamps_calendars();
CREATE TRIGGER people_unit_update_stamps_calendars AFTER UPDATE OF parent_id ON public.people_unit FOR EACH STATEMENT EXECUTE FUNCTION public.people_unit_update_stamps_calendars();
CREATE TRIGGER procedures_actor_delete_is_frozen AFTER DELETE ON public.procedures_actor FOR EACH ROW EXECUTE FUNCTION public.procedures_actor_delete_is_frozen();
CREATE TRIGGER procedures_actor_insert_is_frozen AFTER INSERT ON public.procedures_actor FOR EACH ROW EXECUTE FUNCTION public.procedures_actor_insert_is_frozen();
CREATE TRIGGER procedures_actor_update_is_frozen AFTER UPDATE ON public.procedures_actor FOR EACH ROW EXECUTE FUNCTION public.procedures_actor_update_is_frozen();
CREATE TRIGGER procedures_procedure_delete_stamps_calendars AFTER DELETE ON public.procedures_procedure FOR EACH STATEMENT EXECUTE FUNCTION public.procedures_procedure_delete_stamps_calendars();
CREATE TRIGGER procedures_procedure_insert_stamps_calendars AFTER INSERT ON public.procedures_procedure FOR EACH STATEMENT EXECUTE FUNCTION public.procedures_procedure_insert_stamps_calendars();
CREATE TRIGGER procedures_procedure_update_stamps_calendars AFTER UPDATE OF unit_id ON public.procedures_procedure FOR EACH STATEMENT EXECUTE FUNCTION public.procedures_procedure_update_stamps_calendars();
CREATE TRIGGER procedures_requirement_delete_is_frozen AFTER DELETE ON public.procedures_requirement FOR EACH ROW EXECUTE FUNCTION public.procedures_requirement_delete_is_frozen();
CREATE TRIGGER procedures_requirement_insert_is_frozen AFTER INSERT ON public.procedures_requirement FOR EACH ROW EXECUTE FUNCTION public.procedures_requirement_insert_is_frozen();
CREATE TRIGGER procedures_requirement_update_is_frozen AFTER UPDATE ON public.procedures_requirement FOR EACH ROW EXECUTE FUNCTION public.procedures_requirement_update_is_frozen();
CREATE TRIGGER procedures_startfield_delete_is_frozen AFTER DELETE ON public.procedures_startfield FOR EACH ROW EXECUTE FUNCTION public.procedures_startfield_delete_is_frozen();
CREATE TRIGGER procedures_startfield_insert_is_frozen AFTER INSERT ON public.procedures_startfield FOR EACH ROW EXECUTE FUNCTION public.procedures_startfield_insert_is_frozen();
CREATE TRIGGER procedures_startfield_update_is_frozen AFTER UPDATE ON public.procedures_startfield FOR EACH ROW EXECUTE FUNCTION public.procedures_startfield_update_is_frozen();
CREATE TRIGGER procedures_step_delete_is_frozen AFTER DELETE ON public.procedures_step FOR EACH ROW EXECUTE FUNCTION public.procedures_step_delete_is_frozen();
CREATE TRIGGER procedures_step_insert_is_frozen AFTER INSERT ON public.procedures_step FOR EACH ROW EXECUTE FUNCTION public.procedures_step_insert_is_frozen();
CREATE TRIGGER procedures_step_participants_delete_is_frozen AFTER DELETE ON public.procedures_step_participants FOR EACH ROW EXECUTE FUNCTION public.procedures_step_participants_delete_is_frozen();
CREATE TRIGGER procedures_step_participants_insert_is_frozen AFTER INSERT ON public.procedures_step_participants FOR EACH ROW EXECUTE FUNCTION public.procedures_step_participants_insert_is_frozen();
CREATE TRIGGER procedures_step_participants_update_is_frozen AFTER UPDATE ON public.procedures_step_participants FOR EACH ROW EXECUTE FUNCTION public.procedures_step_participants_update_is_frozen();
CREATE TRIGGER procedures_step_update_is_frozen AFTER UPDATE ON public.procedures_step FOR EACH ROW EXECUTE FUNCTION public.procedures_step_update_is_frozen();
CREATE TRIGGER procedures_versionentry_delete_is_refused AFTER DELETE ON public.procedures_versionentry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.procedures_versionentry_delete_is_refused();
CREATE TRIGGER procedures_versionentry_update_is_refused AFTER UPDATE ON public.procedures_versionentry FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.procedures_versionentry_update_is_refused();
CREATE TRIGGER requirementcheck_is_never_changed AFTER UPDATE ON public.workflow_requirementcheck FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.requirementcheck_is_never_changed();
CREATE TRIGGER requirementcheck_is_never_removed AFTER DELETE ON public.workflow_requirementcheck FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.requirementcheck_is_never_removed();
CREATE TRIGGER task_keeps_its_arrival AFTER UPDATE ON public.workflow_task FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old.document_id IS DISTINCT FROM new.document_id) OR (old.number IS DISTINCT FROM new.number) OR (old.step_id IS DISTINCT FROM new.step_id) OR (old.arrived_at IS DISTINCT FROM new.arrived_at))) EXECUTE FUNCTION public.task_keeps_its_arrival();
CREATE TRIGGER task_stays AFTER DELETE ON public.workflow_task FOR EACH ROW WHEN ((old.id IS NOT NULL)) EXECUTE FUNCTION public.task_stays();
CREATE TRIGGER task_that_ended_is_kept AFTER UPDATE ON public.workflow_task FOR EACH ROW WHEN (((old.finished_at IS NOT NULL) AND (((old.answer)::text IS DISTINCT FROM (new.answer)::text) OR (old.arrived_at IS DISTINCT FROM new.arrived_at) OR (old.came_back IS DISTINCT FROM new.came_back) OR (old.document_id IS DISTINCT FROM new.document_id) OR (old.due_at IS DISTINCT FROM new.due_at) OR ((old.finished_as)::text IS DISTINCT FROM (new.finished_as)::text) OR (old.finished_at IS DISTINCT FROM new.finished_at) OR (old.finished_by_id IS DISTINCT FROM new.finished_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_deviation IS DISTINCT FROM new.is_deviation) OR (old.is_recorded_later IS DISTINCT FROM new.is_recorded_later) OR (old.is_whole_counted IS DISTINCT FROM new.is_whole_counted) OR (old.note IS DISTINCT FROM new.note) OR (old.number IS DISTINCT FROM new.number) OR (old.paused_minutes IS DISTINCT FROM new.paused_minutes) OR (old.position_id IS DISTINCT FROM new.position_id) OR (old.standard_minutes IS DISTINCT FROM new.standard_minutes) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.step_id IS DISTINCT FROM new.step_id) OR (old.taken_by_id IS DISTINCT FROM new.taken_by_id) OR (old.waiting_minutes IS DISTINCT FROM new.waiting_minutes) OR (old.working_minutes IS DISTINCT FROM new.working_minutes)))) EXECUTE FUNCTION public.task_that_ended_is_kept();
CREATE TRIGGER version_content_is_frozen AFTER UPDATE ON public.procedures_version FOR EACH ROW WHEN ((((old.state)::text <> 'draft'::text) AND ((((old.state)::text <> 'in_force'::text) AND ((old.ended_at IS DISTINCT FROM new.ended_at) OR (old.ended_because IS DISTINCT FROM new.ended_because) OR (old.ended_by_id IS DISTINCT FROM new.ended_by_id) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) OR ((old.approver_capacity)::text IS DISTINCT FROM (new.approver_capacity)::text) OR ((old.approver_name)::text IS DISTINCT FROM (new.approver_name)::text) OR ((old.approver_nip)::text IS DISTINCT FROM (new.approver_nip)::text) OR ((old.approver_rank)::text IS DISTINCT FROM (new.approver_rank)::text) OR ((old.approver_title)::text IS DISTINCT FROM (new.approver_title)::text) OR ((old.capsules)::text IS DISTINCT FROM (new.capsules)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.effective_on IS DISTINCT FROM new.effective_on) OR (old.end_actor_id IS DISTINCT FROM new.end_actor_id) OR (old.equipment IS DISTINCT FROM new.equipment) OR (old.has_column_numbers IS DISTINCT FROM new.has_column_numbers) OR (old.id IS DISTINCT FROM new.id) OR (old.legal_basis IS DISTINCT FROM new.legal_basis) OR (old.made_on IS DISTINCT FROM new.made_on) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.procedure_id IS DISTINCT FROM new.procedure_id) OR (old.put_in_force_at IS DISTINCT FROM new.put_in_force_at) OR (old.put_in_force_by_id IS DISTINCT FROM new.put_in_force_by_id) OR (old.qualifications IS DISTINCT FROM new.qualifications) OR (old.recording IS DISTINCT FROM new.recording) OR (old.related IS DISTINCT FROM new.related) OR (old.revised_on IS DISTINCT FROM new.revised_on) OR (old.revision IS DISTINCT FROM new.revision) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.to_confirm IS DISTINCT FROM new.to_confirm) OR (old.warnings IS DISTINCT FROM new.warnings)))) EXECUTE FUNCTION public.version_content_is_frozen();
CREATE TRIGGER version_goes_one_way AFTER UPDATE ON public.procedures_version FOR EACH ROW WHEN (((((old.state)::text = 'draft'::text) AND ((new.state)::text = ANY ((ARRAY['replaced'::character varying, 'revoked'::character varying])::text[]))) OR (((old.state)::text <> 'draft'::text) AND ((new.state)::text = 'draft'::text)))) EXECUTE FUNCTION public.version_goes_one_way();
CREATE TRIGGER version_stays AFTER DELETE ON public.procedures_version FOR EACH ROW WHEN (((old.state)::text <> 'draft'::text)) EXECUTE FUNCTION public.version_stays();
CREATE TRIGGER workflow_calendar_delete_stamps_calendars AFTER DELETE ON public.workflow_calendar FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_calendar_delete_stamps_calendars();
CREATE TRIGGER workflow_calendar_insert_stamps_calendars AFTER INSERT ON public.workflow_calendar FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_calendar_insert_stamps_calendars();
CREATE TRIGGER workflow_calendar_update_stamps_calendars AFTER UPDATE ON public.workflow_calendar FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_calendar_update_stamps_calendars();
CREATE TRIGGER workflow_hoursrule_delete_stamps_calendars AFTER DELETE ON public.workflow_hoursrule FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_hoursrule_delete_stamps_calendars();
CREATE TRIGGER workflow_hoursrule_insert_stamps_calendars AFTER INSERT ON public.workflow_hoursrule FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_hoursrule_insert_stamps_calendars();
CREATE TRIGGER workflow_hoursrule_update_stamps_calendars AFTER UPDATE ON public.workflow_hoursrule FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_hoursrule_update_stamps_calendars();
CREATE TRIGGER workflow_specialday_delete_stamps_calendars AFTER DELETE ON public.workflow_specialday FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_specialday_delete_stamps_calendars();
CREATE TRIGGER workflow_specialday_insert_stamps_calendars AFTER INSERT ON public.workflow_specialday FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_specialday_insert_stamps_calendars();
CREATE TRIGGER workflow_specialday_update_stamps_calendars AFTER UPDATE ON public.workflow_specialday FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_specialday_update_stamps_calendars();
CREATE TRIGGER workflow_stretch_delete_stamps_calendars AFTER DELETE ON public.workflow_stretch FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_stretch_delete_stamps_calendars();
CREATE TRIGGER workflow_stretch_insert_stamps_calendars AFTER INSERT ON public.workflow_stretch FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_stretch_insert_stamps_calendars();
CREATE TRIGGER workflow_stretch_update_stamps_calendars AFTER UPDATE ON public.workflow_stretch FOR EACH STATEMENT EXECUTE FUNCTION public.workflow_stretch_update_stamps_calendars();
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_position_id_5693ffad_fk_people_position_id FOREIGN KEY (position_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_user_id_6cfed2c7_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentre_appointment_id_5e2689ad_fk_people_ap FOREIGN KEY (appointment_id) REFERENCES public.people_appointment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentre_asked_by_id_004291ea_fk_people_us FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentre_decided_by_id_722eceb3_fk_people_us FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentre_position_id_b099f1b1_fk_people_po FOREIGN KEY (position_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointmentrequest
    ADD CONSTRAINT people_appointmentrequest_user_id_422bfb12_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_peopleentry
    ADD CONSTRAINT people_peopleentry_by_id_75105f39_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_position
    ADD CONSTRAINT people_position_superior_id_97248952_fk_people_position_id FOREIGN KEY (superior_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_position
    ADD CONSTRAINT people_position_unit_id_6371785c_fk_people_unit_id FOREIGN KEY (unit_id) REFERENCES public.people_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_unit
    ADD CONSTRAINT people_unit_parent_id_4456c6e4_fk_people_unit_id FOREIGN KEY (parent_id) REFERENCES public.people_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_group_id_1f0237d0_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_290df956_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_per_permission_id_55f01ef0_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_user_id_7d19557b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_actor
    ADD CONSTRAINT procedures_actor_position_id_b993d22b_fk_people_position_id FOREIGN KEY (position_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_actor
    ADD CONSTRAINT procedures_actor_version_id_804d146f_fk_procedures_version_id FOREIGN KEY (version_id) REFERENCES public.procedures_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_book
    ADD CONSTRAINT procedures_book_ordered_by_id_ec3a02e7_fk_people_user_id FOREIGN KEY (ordered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_book
    ADD CONSTRAINT procedures_book_trouble_with_id_ddff4655_fk_procedure FOREIGN KEY (trouble_with_id) REFERENCES public.procedures_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_book
    ADD CONSTRAINT procedures_book_unit_id_7ac5488b_fk_people_unit_id FOREIGN KEY (unit_id) REFERENCES public.people_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_procedure
    ADD CONSTRAINT procedures_procedure_unit_id_a8b04dd1_fk_people_unit_id FOREIGN KEY (unit_id) REFERENCES public.people_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_requirement
    ADD CONSTRAINT procedures_requirement_step_id_ec33b1aa_fk_procedures_step_id FOREIGN KEY (step_id) REFERENCES public.procedures_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_startfield
    ADD CONSTRAINT procedures_startfiel_version_id_615e115a_fk_procedure FOREIGN KEY (version_id) REFERENCES public.procedures_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT procedures_step_actor_id_6522b405_fk_procedures_actor_id FOREIGN KEY (actor_id) REFERENCES public.procedures_actor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT procedures_step_no_way_step_id_086055fc_fk_procedures_step_id FOREIGN KEY (no_way_step_id) REFERENCES public.procedures_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step_participants
    ADD CONSTRAINT procedures_step_part_actor_id_37fa7509_fk_procedure FOREIGN KEY (actor_id) REFERENCES public.procedures_actor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step_participants
    ADD CONSTRAINT procedures_step_part_step_id_44e66f40_fk_procedure FOREIGN KEY (step_id) REFERENCES public.procedures_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT procedures_step_version_id_6db5bd65_fk_procedures_version_id FOREIGN KEY (version_id) REFERENCES public.procedures_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_step
    ADD CONSTRAINT procedures_step_way_step_id_8dda78bf_fk_procedures_step_id FOREIGN KEY (way_step_id) REFERENCES public.procedures_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT procedures_version_end_actor_id_0e4096c0_fk_procedures_actor_id FOREIGN KEY (end_actor_id) REFERENCES public.procedures_actor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT procedures_version_ended_by_id_e1d620c1_fk_people_user_id FOREIGN KEY (ended_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT procedures_version_procedure_id_5c0c268c_fk_procedure FOREIGN KEY (procedure_id) REFERENCES public.procedures_procedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_version
    ADD CONSTRAINT procedures_version_put_in_force_by_id_7cb6ed02_fk_people_us FOREIGN KEY (put_in_force_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_versionentry
    ADD CONSTRAINT procedures_versionen_procedure_id_7c1ad721_fk_procedure FOREIGN KEY (procedure_id) REFERENCES public.procedures_procedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procedures_versionentry
    ADD CONSTRAINT procedures_versionentry_by_id_6b82e270_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_attachment
    ADD CONSTRAINT workflow_attachment_document_id_6747b700_fk_workflow_ FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_attachment
    ADD CONSTRAINT workflow_attachment_task_id_6df3329a_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_attachment
    ADD CONSTRAINT workflow_attachment_uploaded_by_id_1354b0d7_fk_people_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_calendar
    ADD CONSTRAINT workflow_calendar_unit_id_c3fbd7e8_fk_people_unit_id FOREIGN KEY (unit_id) REFERENCES public.people_unit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_document
    ADD CONSTRAINT workflow_document_cancelled_by_id_aefb2839_fk_people_user_id FOREIGN KEY (cancelled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_document
    ADD CONSTRAINT workflow_document_started_by_id_ff1bac46_fk_people_user_id FOREIGN KEY (started_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_document
    ADD CONSTRAINT workflow_document_version_id_e4af384d_fk_procedures_version_id FOREIGN KEY (version_id) REFERENCES public.procedures_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_entry
    ADD CONSTRAINT workflow_entry_by_id_f87e2b87_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_entry
    ADD CONSTRAINT workflow_entry_document_id_67f88a1c_fk_workflow_document_id FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_entry
    ADD CONSTRAINT workflow_entry_task_id_300dc1dd_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_hoursrule
    ADD CONSTRAINT workflow_hoursrule_calendar_id_10a54997_fk_workflow_calendar_id FOREIGN KEY (calendar_id) REFERENCES public.workflow_calendar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_keeping
    ADD CONSTRAINT workflow_keeping_document_id_3ba1ce99_fk_workflow_document_id FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_lastlook
    ADD CONSTRAINT workflow_lastlook_document_id_da2eb555_fk_workflow_document_id FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_lastlook
    ADD CONSTRAINT workflow_lastlook_user_id_4b085e6e_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_mailchoice
    ADD CONSTRAINT workflow_mailchoice_user_id_803ec18a_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_notice
    ADD CONSTRAINT workflow_notice_document_id_59e03833_fk_workflow_document_id FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_notice
    ADD CONSTRAINT workflow_notice_entry_id_6ec0a3b4_fk_workflow_entry_id FOREIGN KEY (entry_id) REFERENCES public.workflow_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_notice
    ADD CONSTRAINT workflow_notice_task_id_2d879776_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_notice
    ADD CONSTRAINT workflow_notice_user_id_433e17c5_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_participation
    ADD CONSTRAINT workflow_participation_task_id_1998a1cc_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_participation
    ADD CONSTRAINT workflow_participation_user_id_b9d558e8_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_pause
    ADD CONSTRAINT workflow_pause_task_id_4d0327e8_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_requirementcheck
    ADD CONSTRAINT workflow_requirement_requirement_id_0341decb_fk_procedure FOREIGN KEY (requirement_id) REFERENCES public.procedures_requirement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_requirementcheck
    ADD CONSTRAINT workflow_requirementcheck_task_id_946326a1_fk_workflow_task_id FOREIGN KEY (task_id) REFERENCES public.workflow_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_savedfilter
    ADD CONSTRAINT workflow_savedfilter_owner_id_abf01b8a_fk_people_user_id FOREIGN KEY (owner_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_savedfilter
    ADD CONSTRAINT workflow_savedfilter_position_id_ff84118a_fk_people_position_id FOREIGN KEY (position_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_sentform
    ADD CONSTRAINT workflow_sentform_by_id_69a26a7d_fk_people_user_id FOREIGN KEY (by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_specialday
    ADD CONSTRAINT workflow_specialday_calendar_id_f3602fde_fk_workflow_ FOREIGN KEY (calendar_id) REFERENCES public.workflow_calendar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_stretch
    ADD CONSTRAINT workflow_stretch_rule_id_e46434f4_fk_workflow_hoursrule_id FOREIGN KEY (rule_id) REFERENCES public.workflow_hoursrule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_document_id_6c048d38_fk_workflow_document_id FOREIGN KEY (document_id) REFERENCES public.workflow_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_finished_by_id_e8f85a11_fk_people_user_id FOREIGN KEY (finished_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_position_id_a5912905_fk_people_position_id FOREIGN KEY (position_id) REFERENCES public.people_position(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_step_id_18265cf2_fk_procedures_step_id FOREIGN KEY (step_id) REFERENCES public.procedures_step(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_task
    ADD CONSTRAINT workflow_task_taken_by_id_0bd8262e_fk_people_user_id FOREIGN KEY (taken_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.workflow_untold
    ADD CONSTRAINT workflow_untold_entry_id_1db55c9d_fk_workflow_entry_id FOREIGN KEY (entry_id) REFERENCES public.workflow_entry(id) DEFERRABLE INITIALLY DEFERRED;
