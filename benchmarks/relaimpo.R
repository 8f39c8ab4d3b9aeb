# LMG shares of all columns but the last by relaimpo (Groemping 2006), and the seconds they took.
# Usage: Rscript relaimpo.R FILE RUNS; FILE has the outcome in its last column, and no header.
suppressMessages(library(relaimpo))
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1], header = FALSE)
rows <- rows[, c(ncol(rows), seq_len(ncol(rows) - 1))]
seconds <- replicate(as.integer(arguments[2]), {
  started <- proc.time()[["elapsed"]]
  shares <<- calc.relimp(cov(rows), type = "lmg")@lmg
  proc.time()[["elapsed"]] - started
})
cat(median(seconds), format(shares, digits = 15), sep = "\n")
