package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.jobs.config.ExchangeRate;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.measures.SilverChanges;
import org.ringlake.staging.Costs;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * What differs between the silver tables a build read and those of the next one, by Delta's change
 * feed; and rows that are worth something else now because an exchange rate is another.
 */
final class SilverDifferences implements SilverChanges {
  private final Lake lake;
  private final SilverTables silver;
  private final Map<String, Long> before;
  private final Map<String, Long> now;
  private final Collection<ExchangeRate> changedRates;
  private final LocalDate countedUntil;
  private final LocalDate asOf;
  private final Map<String, Optional<Snapshot>> found = new HashMap<>();
  private final Map<String, CountedDays> days = new HashMap<>();

  /**
   * @param before versions of silver tables by name, as the last build read them
   * @param now the versions to compare them with
   */
  SilverDifferences(
      Lake lake,
      SilverTables silver,
      Map<String, Long> before,
      Map<String, Long> now,
      Collection<ExchangeRate> changedRates,
      LocalDate countedUntil,
      LocalDate asOf) {
    this.lake = lake;
    this.silver = silver;
    this.before = Map.copyOf(before);
    this.now = Map.copyOf(now);
    this.changedRates = List.copyOf(changedRates);
    this.countedUntil = countedUntil;
    this.asOf = asOf;
  }

  @Override
  public Optional<Dataset<Row>> of(String feed) {
    return found(feed).map(Snapshot::rows);
  }

  @Override
  public CountedDays daysOf(String feed) {
    return days.computeIfAbsent(
        feed,
        name ->
            CountedDays.of(
                found(name).map(rows -> rows.days(Resolved.EVENT_DATE)).orElse(Set.of()), asOf));
  }

  private Optional<Snapshot> found(String feed) {
    return found.computeIfAbsent(
        feed, name -> find(name).map(Snapshot::of).filter(rows -> !rows.isEmpty()));
  }

  @Override
  public LocalDate countedUntil() {
    return countedUntil;
  }

  @Override
  public LocalDate asOf() {
    return asOf;
  }

  private Optional<Dataset<Row>> find(String feed) {
    TableName table = TableName.silver(feed);
    Long version = now.get(table.toString());
    if (version == null) {
      return Optional.empty();
    }
    List<Dataset<Row>> parts = new ArrayList<>();
    long last = before.getOrDefault(table.toString(), -1L);
    if (version > last) {
      parts.add(lake.changes(table, last, version));
    }
    if (asOf.isAfter(countedUntil)) {
      Column day = col(Resolved.EVENT_DATE);
      parts.add(silver.of(feed).filter(day.gt(lit(countedUntil)).and(day.leq(lit(asOf)))));
    }
    worthSomethingElse(feed).ifPresent(parts::add);
    return parts.stream().reduce((some, others) -> some.unionByName(others, true));
  }

  private Optional<Dataset<Row>> worthSomethingElse(String feed) {
    if (changedRates.isEmpty()) {
      return Optional.empty();
    }
    return switch (feed) {
      case Deals.NAME, Costs.NAME -> Optional.of(silver.of(feed).filter(isConverted(feed)));
      case Refunds.NAME -> Optional.of(refundsConverted());
      default -> Optional.empty();
    };
  }

  /** Foreign currencies are few, and so are their rows: those of every day are looked at again. */
  private Column isConverted(String feed) {
    LocalDate first =
        changedRates.stream().map(ExchangeRate::validFrom).min(LocalDate::compareTo).orElseThrow();
    LocalDate from = feed.equals(Costs.NAME) ? first.withDayOfMonth(1) : first;
    return col(Deals.CURRENCY).isin(currencies()).and(col(Resolved.EVENT_DATE).geq(lit(from)));
  }

  private Object[] currencies() {
    return changedRates.stream()
        .map(rate -> rate.currency().getCurrencyCode())
        .distinct()
        .toArray();
  }

  private Dataset<Row> refundsConverted() {
    Dataset<Row> deals =
        silver
            .deals()
            .filter(col(Deals.CURRENCY).isin(currencies()))
            .select(col(Deals.DEAL_ID).as("_converted"));
    // semi, many refunds to one deal
    return silver
        .refunds()
        .join(broadcast(deals), col(Refunds.DEAL_ID).equalTo(col("_converted")), "left_semi");
  }
}
