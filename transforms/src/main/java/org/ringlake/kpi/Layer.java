package org.ringlake.kpi;

import java.util.Locale;

/** Whose numbers: the value of the column {@code layer} is the lower-case name. */
public enum Layer {
  AGENT,
  TEAM,
  SITE,
  ENTERPRISE;

  /** The text used in tables and configuration. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #code}. */
  static Layer of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
