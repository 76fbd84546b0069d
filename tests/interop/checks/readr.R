# R's readr reads every CSV of the unpacked archive as text: no parsing problem, and the same cells as base R's reader.
# Written back with write_csv (quotes only where needed, LF) each file must be what it was, byte for byte.
suppressPackageStartupMessages(library(readr))
folder <- commandArgs(trailingOnly = TRUE)[1]
archive <- Filter(function(p) !grepl("-parquet[.]zip$", p), list.files(folder, "[.]zip$", full.names = TRUE))[1]
place <- tempfile(); dir.create(place); unzip(archive, exdir = place)
files <- list.files(place, "[.]csv$", recursive = TRUE, full.names = TRUE)
bad <- 0
for (f in files) {
  t <- read_csv(f, col_types = cols(.default = col_character()), na = character(), locale = locale(encoding = "UTF-8"), lazy = FALSE, progress = FALSE)
  if (nrow(problems(t)) > 0) { cat(basename(f), ": readr reports problems\n"); bad <- 1 }
  out <- tempfile(); write_csv(t, out, na = "", quote = "needed", eol = "\n")
  if (!identical(readBin(f, "raw", 1e9), readBin(out, "raw", 1e9))) { cat(basename(f), ": written back it is not the same\n"); bad <- 1 }
}
# With types guessed, count_once must be logical, as the descriptor says.
r <- read_csv(file.path(folder, "recommendations.csv"), show_col_types = FALSE, progress = FALSE)
if (!is.logical(r$count_once)) { cat("count_once is not logical\n"); bad <- 1 }
if (length(files) == 0) { cat("no file was read\n"); bad <- 1 }
quit(status = bad)
