package org.ringlake.kpi;

/** How sure a KPI's value is: the interval published beside it. */
public enum Interval {
  NONE,
  /** 95 % interval of a proportion: so many of so many cases. */
  WILSON
}
