package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.ContentHash;
import org.ringlake.jobs.config.ExchangeRate;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.kpi.KpiCells;
import org.ringlake.staging.Teams;

/**
 * {@code gold._basis}: what the gold tables were made by, beside the rows of silver. What differs
 * from it at the next build says how much of them has to be made again.
 *
 * @param measures a hash of everything that decides what an event adds to a measure
 * @param values a hash of everything that decides what a KPI makes of measures
 * @param rates by currency and day
 * @param hasShifts whether shifts say who attended, and not calls
 * @param hasSites whether any team has a site
 */
record Basis(
    String measures, String values, Set<ExchangeRate> rates, boolean hasShifts, boolean hasSites) {
  static final String NAME = "_basis";

  private static final String MEASURES = "measures";
  private static final String VALUES = "values";
  private static final String RATES = "rates";
  private static final String HAS_SHIFTS = "has_shifts";
  private static final String HAS_SITES = "has_sites";

  private static final StructType RATE =
      new StructType()
          .add("currency", DataTypes.StringType, false)
          .add("valid_from", DataTypes.DateType, false)
          .add("rate", DataTypes.createDecimalType(18, 8), false);
  private static final StructType SCHEMA =
      new StructType()
          .add(MEASURES, DataTypes.StringType, false)
          .add(VALUES, DataTypes.StringType, false)
          .add(RATES, DataTypes.createArrayType(RATE), false)
          .add(HAS_SHIFTS, DataTypes.BooleanType, false)
          .add(HAS_SITES, DataTypes.BooleanType, false);

  /** Rates are the same however many zeros they are written with. */
  Basis {
    rates = rates.stream().map(Basis::shortest).collect(Collectors.toUnmodifiableSet());
  }

  private static ExchangeRate shortest(ExchangeRate rate) {
    return new ExchangeRate(rate.currency(), rate.validFrom(), rate.rate().stripTrailingZeros());
  }

  /** What a build now would be made by. */
  static Basis of(Configuration configuration, SilverFeeds silver) {
    return of(configuration, !silver.shifts().isEmpty(), hasSites(silver.teams()));
  }

  /** What a build now of the same silver tables would be made by. */
  Basis underNow(Configuration configuration) {
    return of(configuration, hasShifts, hasSites);
  }

  private static Basis of(Configuration configuration, boolean hasShifts, boolean hasSites) {
    RinglakeConfig conf = configuration.ringlake();
    return new Basis(
        ContentHash.of(
            KpiCells.MEASURES,
            conf.timezone(),
            conf.currency(),
            conf.calls(),
            conf.customers(),
            conf.attribution(),
            conf.repurchase(),
            conf.churn(),
            conf.value(),
            conf.firstCallResolution(),
            conf.worklogs(),
            configuration.quality()),
        ContentHash.of(
            configuration.kpis(),
            configuration.targets(),
            configuration.calendar(),
            conf.reliability()),
        new HashSet<>(configuration.rates()),
        hasShifts,
        hasSites);
  }

  private static boolean hasSites(Dataset<Row> teams) {
    Row any = teams.agg(bool_or(col(Teams.SITE).isNotNull())).first();
    return !any.isNullAt(0) && any.getBoolean(0);
  }

  /** What the tables as they stand were made by; empty where there are none. */
  static Optional<Basis> ofTables(Lake lake) {
    return lake.exists(GoldTables.BASIS)
        ? Optional.of(basis(lake.readSmall(GoldTables.BASIS, 1).first()))
        : Optional.empty();
  }

  /** What the tables were made by when theirs was this version. */
  static Basis ofTables(Lake lake, long version) {
    return basis(lake.readSmall(GoldTables.BASIS, version, 1).first());
  }

  void write(Lake lake) {
    Object[] listed =
        rates.stream()
            .sorted(
                java.util.Comparator.comparing((ExchangeRate each) -> each.currency().toString())
                    .thenComparing(ExchangeRate::validFrom))
            .map(
                each ->
                    RowFactory.create(
                        each.currency().getCurrencyCode(),
                        java.sql.Date.valueOf(each.validFrom()),
                        each.rate()))
            .toArray();
    Row row = RowFactory.create(measures, values, listed, hasShifts, hasSites);
    lake.replace(
        GoldTables.BASIS,
        lake.spark().createDataFrame(List.of(row), SCHEMA).coalesce(1),
        TableLayout.PLAIN);
  }

  private static Basis basis(Row row) {
    Set<ExchangeRate> rates = new HashSet<>();
    for (Row rate : row.<Row>getList(row.fieldIndex(RATES))) {
      rates.add(
          new ExchangeRate(
              Currency.getInstance(rate.getString(0)),
              rate.getDate(1).toLocalDate(),
              rate.getDecimal(2)));
    }
    return new Basis(
        row.getAs(MEASURES),
        row.getAs(VALUES),
        rates,
        row.<Boolean>getAs(HAS_SHIFTS),
        row.<Boolean>getAs(HAS_SITES));
  }

  /** Whether the measures of all days have to be made again: other rules, not other rows. */
  boolean countsOtherwise(Basis before) {
    return !measures.equals(before.measures)
        || hasShifts != before.hasShifts
        || hasSites != before.hasSites;
  }

  /** The rates that this has and the other has not, or the other way round. */
  Set<ExchangeRate> ratesDifferentFrom(Basis before) {
    Set<ExchangeRate> different = new HashSet<>(rates);
    different.removeAll(before.rates);
    before.rates.stream().filter(rate -> !rates.contains(rate)).forEach(different::add);
    return different;
  }
}
