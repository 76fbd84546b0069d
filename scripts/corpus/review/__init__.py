"""The kit for human experts: a sample, a workbook to fill in, a page to print, and the way back."""
