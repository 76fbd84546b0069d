# The recipe for R on the page "Get the data" runs as it stands there and counts what the CSV of the archive has.
suppressPackageStartupMessages(library(readr))
folder <- commandArgs(trailingOnly = TRUE)[1]
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1]))
page <- readLines(file.path(here, "..", "..", "..", "docs", "get-the-data.md"), encoding = "UTF-8")
start <- which(page == "```r"); stopifnot(length(start) == 1)
end <- start + which(page[-seq_len(start)] == "```")[1]
code <- page[(start + 1):(end - 1)]
archive <- Filter(function(p) !grepl("-parquet[.]zip$", p), list.files(folder, "[.]zip$", full.names = TRUE))[1]
place <- tempfile(); dir.create(place); unzip(archive, exdir = place)
truth <- read.csv(list.files(place, "^recommendations[.]csv$", recursive = TRUE, full.names = TRUE), encoding = "UTF-8")
pairs <- unique(truth[c("theme", "same_request_id")])
want <- table(pairs$theme)
setwd(folder)
said <- capture.output(eval(parse(text = code)))
found <- n
bad <- 0
if (length(said) == 0) { cat("the recipe prints nothing\n"); bad <- 1 }
if (!setequal(names(found), names(want)) || any(found[names(want)] != want)) { cat("the recipe counts other numbers than the CSV of the archive\n"); bad <- 1 }
if (!all(vapply(names(want), function(n) any(grepl(n, said, fixed = TRUE)), logical(1)))) { cat("the recipe does not name every theme\n"); bad <- 1 }
quit(status = bad)
