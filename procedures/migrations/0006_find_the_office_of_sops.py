from procedures.frozen import OFFICE
from django.db import migrations

OF_ITS_UNIT = OFFICE.format(units="people_unit", unit="procedures_procedure.unit_id")


class Migration(migrations.Migration):
    dependencies = [("procedures", "0005_let_sops_know_their_office")]

    operations = [
        migrations.RunSQL(
            f"UPDATE procedures_procedure SET office_id = {OF_ITS_UNIT}", migrations.RunSQL.noop
        )
    ]
