package org.ringlake.kpi;

import java.util.Locale;

/** How long: the value of the column {@code period} is the lower-case name. Weeks are ISO. */
public enum Period {
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR;

  /** The text used in tables and configuration. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #code}. */
  static Period of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
