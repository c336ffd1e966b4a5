"""What should happen: SOPs, their versions, actor columns, steps and the official form."""
