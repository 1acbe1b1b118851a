package org.ringlake.attribution;

import static java.util.stream.Collectors.toMap;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.ringlake.value.RowsHash;
import org.ringlake.value.ValueFits;

/**
 * The removal effects of all agents at each month's end.
 *
 * <p>A deal keeps the fit of its closing month; one of a month that is not over has the newest.
 */
public final class MarkovFits implements Serializable {
  public static final String MODEL = "markov";

  @Serial private static final long serialVersionUID = 1;

  private final TreeMap<Integer, MarkovFit> fits;

  MarkovFits(Map<Integer, MarkovFit> byMonth) {
    this.fits = new TreeMap<>(byMonth);
  }

  /** Of no month. */
  public static MarkovFits none() {
    return new MarkovFits(Map.of());
  }

  /**
   * Fits a chain at each month's end, or takes the fit there is where it was made to the same
   * steps.
   *
   * @param steps of {@link PathTransitions#inOrder}
   * @param before as they were made under the same rules
   */
  public static MarkovFits of(Iterator<Row> steps, LocalDate asOf, MarkovFits before) {
    int newest = PathTransitions.index(YearMonth.from(ValueFits.day(asOf)));
    Map<Integer, MarkovFit> fits = new TreeMap<>();
    PathCounts counts = new PathCounts();
    RowsHash added = new RowsHash();
    Optional<Integer> open = Optional.empty();
    while (steps.hasNext()) {
      Row step = steps.next();
      int month = step.<Integer>getAs(PathTransitions.MONTH);
      if (month > newest) {
        break;
      }
      if (open.isPresent() && open.get() < month) {
        fits.putAll(before.alike(open.get(), month - 1, added, counts));
      }
      open = Optional.of(month);
      counts.add(step);
      added.add(step);
    }
    open.ifPresent(month -> fits.putAll(before.alike(month, newest, added, counts)));
    return new MarkovFits(fits);
  }

  /** The fit of months of which only the first has steps of its own. */
  private Map<Integer, MarkovFit> alike(int first, int last, RowsHash added, PathCounts counts) {
    String hash = added.with("");
    MarkovFit fit =
        Optional.ofNullable(fits.get(first))
            .filter(before -> before.fittedTo().equals(hash))
            .orElseGet(() -> new MarkovFit(counts.removalEffects(), hash));
    return IntStream.rangeClosed(first, last).boxed().collect(toMap(month -> month, any -> fit));
  }

  /** The fits by month. */
  NavigableMap<Integer, MarkovFit> byMonth() {
    return fits;
  }

  /** What share each agent of a path has of a deal that was closed in a month. */
  Map<String, Double> shares(List<Touch> path, int month) {
    Map.Entry<Integer, MarkovFit> fit = fits.floorEntry(month);
    return PathShares.byEffects(path, fit == null ? Map.of() : fit.getValue().effects());
  }
}
