package org.ringlake.attribution;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.ringlake.value.ValueFits;

/**
 * The removal effects of all agents at each month's end.
 *
 * <p>A deal keeps the fit of its closing month; one of a month that is not over has the newest.
 */
public final class MarkovFits implements Serializable {
  public static final String MODEL = "markov";

  @Serial private static final long serialVersionUID = 1;

  private final TreeMap<Integer, Map<String, Double>> effects;

  private MarkovFits(NavigableMap<Integer, Map<String, Double>> effects) {
    this.effects = new TreeMap<>(effects);
  }

  /**
   * Fits a chain at each month's end.
   *
   * @param steps rows of {@link PathTransitions} in the order of months
   */
  public static MarkovFits of(Iterator<Row> steps, LocalDate asOf) {
    int newest = PathTransitions.index(YearMonth.from(ValueFits.day(asOf)));
    NavigableMap<Integer, Map<String, Double>> effects = new TreeMap<>();
    PathCounts counts = new PathCounts();
    int open = Integer.MIN_VALUE;
    while (steps.hasNext()) {
      Row step = steps.next();
      int month = step.<Integer>getAs(PathTransitions.MONTH);
      if (month > newest) {
        break;
      }
      for (int over = open; open != Integer.MIN_VALUE && over < month; over++) {
        effects.put(over, counts.removalEffects());
      }
      open = month;
      counts.add(step);
    }
    if (open != Integer.MIN_VALUE) {
      for (int over = open; over <= newest; over++) {
        effects.put(over, counts.removalEffects());
      }
    }
    return new MarkovFits(effects);
  }

  /** The effects by agent, by month. */
  NavigableMap<Integer, Map<String, Double>> byMonth() {
    return effects;
  }

  /** What share each agent of a path has of a deal that was closed in a month. */
  Map<String, Double> shares(List<Touch> path, int month) {
    Map.Entry<Integer, Map<String, Double>> fit = effects.floorEntry(month);
    return PathShares.byEffects(path, fit == null ? Map.of() : fit.getValue());
  }
}
