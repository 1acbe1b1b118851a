package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;

/** Weeks that agents attended: an ISO week counts on the first day of it that was attended. */
final class AttendedWeeks {
  private static final String WEEK = "week";
  private static final int OTHER_DAYS = 6;

  private AttendedWeeks() {}

  /** The days that have to be looked at to tell whether others are the first of their week. */
  static CountedDays lookedAt(CountedDays days) {
    return days.widened(OTHER_DAYS, 0);
  }

  /**
   * One on the row's day if it is the first attended one of the agent's week.
   *
   * @param isAttended never null
   * @param agent what identifies one; an agent has one row a day
   */
  static Column of(Column isAttended, String... agent) {
    Column day = col(AgentDay.EVENT_DATE);
    WindowSpec ofTheWeek =
        Window.partitionBy(
            Stream.concat(Stream.of(agent).map(functions::col), Stream.of(trunc(day, WEEK)))
                .toArray(Column[]::new));
    Column first = min(when(isAttended, day)).over(ofTheWeek);
    return Additive.one(isAttended.and(day.equalTo(first)));
  }
}
