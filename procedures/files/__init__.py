"""What stands in files, as grids: kinds by content, readers of XLSX, DOCX, PDF, HTML and text."""
