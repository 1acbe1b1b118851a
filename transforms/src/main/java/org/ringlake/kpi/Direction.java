package org.ringlake.kpi;

/** Which way a KPI is better. */
public enum Direction {
  HIGHER,
  LOWER,
  /** Best inside its target band, ends inclusive. */
  BAND
}
