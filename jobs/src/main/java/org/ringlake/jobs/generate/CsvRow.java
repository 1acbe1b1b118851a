package org.ringlake.jobs.generate;

import java.time.LocalDate;

/**
 * Builds one line of CSV: fields in order, a null field empty, quotes only where they are needed.
 */
final class CsvRow {
  private final StringBuilder line = new StringBuilder(200);
  private boolean started;

  CsvRow text(String value) {
    next();
    if (value == null) {
      return this;
    }
    if (value.indexOf(',') < 0 && value.indexOf('"') < 0) {
      line.append(value);
    } else {
      line.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
    return this;
  }

  CsvRow number(long value) {
    next();
    line.append(value);
    return this;
  }

  CsvRow optional(Number value) {
    next();
    if (value != null) {
      line.append(value);
    }
    return this;
  }

  CsvRow empty() {
    next();
    return this;
  }

  CsvRow flag(boolean value) {
    next();
    line.append(value);
    return this;
  }

  /** Minor units as an amount with two decimals. */
  CsvRow cents(long value) {
    next();
    long absolute = Math.abs(value);
    if (value < 0) {
      line.append('-');
    }
    line.append(absolute / 100).append('.');
    line.append((char) ('0' + absolute / 10 % 10)).append((char) ('0' + absolute % 10));
    return this;
  }

  CsvRow time(long moment) {
    next();
    Moment.append(line, moment);
    return this;
  }

  CsvRow optionalTime(Long moment) {
    return moment == null ? empty() : time(moment);
  }

  CsvRow date(long day) {
    next();
    line.append(LocalDate.ofEpochDay(day));
    return this;
  }

  CsvRow optionalDate(Long day) {
    return day == null ? empty() : date(day);
  }

  private void next() {
    if (started) {
      line.append(',');
    }
    started = true;
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
