package org.ringlake.value;

/**
 * How likely customers with one number of repeat purchases are lost on each day, relative to a day:
 * so, the sum over a history's days neither overflows nor cancels.
 *
 * @param logs of the density at the beginning of each day
 * @param parts the integral over each day, beside the density at its beginning
 * @param ratios how large the density is at the day's end beside its beginning
 */
record DailyLoss(double[] logs, double[] parts, double[] ratios) {
  /**
   * The logarithms of the integral from recency to age.
   *
   * @param from the first row of a run of {@link Histories#runs}
   * @param until the row after its last
   * @param into where they go, by row
   */
  void addLogs(Histories histories, int from, int until, double[] into) {
    int first = histories.recencyDays(from);
    double sum = 0;
    double density = 1;
    int day = first;
    for (int row = from; row < until; row++) {
      for (; day < histories.ageDays(row); day++) {
        sum += density * parts[day];
        density *= ratios[day];
      }
      into[row] = logs[first] + Math.log(sum);
    }
  }
}
