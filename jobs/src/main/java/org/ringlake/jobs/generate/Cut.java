package org.ringlake.jobs.generate;

import java.time.LocalDate;

/** The stretch of time one raw file covers, and how it is called in the file's path. */
enum Cut {
  MONTH {
    @Override
    String nameOf(LocalDate day) {
      return "%d-%02d".formatted(day.getYear(), day.getMonthValue());
    }
  },
  QUARTER {
    @Override
    String nameOf(LocalDate day) {
      return "%dQ%d".formatted(day.getYear(), (day.getMonthValue() + 2) / 3);
    }
  },
  YEAR {
    @Override
    String nameOf(LocalDate day) {
      return String.valueOf(day.getYear());
    }
  };

  abstract String nameOf(LocalDate day);
}
