package org.ringlake.facts;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_add;

import java.time.Period;
import org.apache.spark.sql.Column;

/**
 * A window of calendar time that begins on a day: six months after 31 August end on 28 February.
 */
public final class CalendarWindow {
  private CalendarWindow() {}

  /** Its last day, which is inclusive. */
  @SuppressWarnings("JavaPeriodGetDays") // the months are added before
  public static Column end(Column day, Period window) {
    return date_add(add_months(day, Math.toIntExact(window.toTotalMonths())), window.getDays());
  }
}
