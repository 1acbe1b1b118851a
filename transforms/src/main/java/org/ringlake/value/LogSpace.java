package org.ringlake.value;

/** Numbers that are kept as logarithms. */
final class LogSpace {
  private LogSpace() {}

  /** The logarithm of the sum of two numbers. */
  static double sum(double logOne, double logOther) {
    double larger = Math.max(logOne, logOther);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(logOne, logOther) - larger));
  }

  /** The logarithm of a number of weeks and each number of days, from 0 on. */
  static double[] ofDays(double weeks, int days) {
    double[] logs = new double[days + 1];
    for (int day = 0; day <= days; day++) {
      logs[day] = Math.log(weeks + day / Histories.DAYS_OF_A_WEEK);
    }
    return logs;
  }
}
