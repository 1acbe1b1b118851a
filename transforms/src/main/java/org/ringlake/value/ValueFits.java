package org.ringlake.value;

import static java.util.stream.Collectors.groupingBy;
import static org.apache.spark.sql.functions.col;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code gold.value_model}: the models that customers are valued by, fitted to everything up to the
 * newest month's last day by the as-of day, so that they do not depend on when a build ran; and
 * those that were tried on the hold-out.
 *
 * <p>Grain: one row per model, segment (empty: all customers), day and parameter. Key: those.
 * Columns: {@link #VALUE}, null where there is no usable fit; {@link #LOG_LIKELIHOOD} of all
 * customers; {@link #CUSTOMERS} whose histories were fitted; {@link #STATUS}: fitted, or why not;
 * {@link #FITTED_TO}, a hash of all histories: as long as it is the same, so are all fits.
 */
public final class ValueFits implements Serializable {
  public static final String NAME = "value_model";

  public static final String MODEL = "model";
  public static final String SEGMENT = "segment";
  public static final String PARAMETER = "parameter";
  public static final String VALUE = "value";
  public static final String LOG_LIKELIHOOD = "log_likelihood";
  public static final String CUSTOMERS = "customers";
  public static final String STATUS = "status";
  public static final String FITTED_AS_OF = "fitted_as_of";
  public static final String FITTED_TO = "fitted_to";

  public static final StructType SCHEMA =
      new StructType()
          .add(MODEL, DataTypes.StringType, false)
          .add(SEGMENT, DataTypes.StringType, false)
          .add(PARAMETER, DataTypes.StringType, false)
          .add(STATUS, DataTypes.StringType, false)
          .add(VALUE, DataTypes.DoubleType)
          .add(LOG_LIKELIHOOD, DataTypes.DoubleType)
          .add(CUSTOMERS, DataTypes.LongType, false)
          .add(FITTED_AS_OF, DataTypes.DateType, false)
          .add(FITTED_TO, DataTypes.StringType, false);

  @Serial private static final long serialVersionUID = 1;
  private static final String POOLED = Valuations.POOLED;

  private final Valuations valuations;
  private final String model;
  private final LocalDate fitDay;
  private final transient Optional<Tables> tables;

  private ValueFits(
      Valuations valuations, String model, LocalDate fitDay, Optional<Tables> tables) {
    this.valuations = valuations;
    this.model = model;
    this.fitDay = fitDay;
    this.tables = tables;
  }

  /**
   * What is published of new fits.
   *
   * @param models the rows of the table, which have dates as {@link LocalDate}
   * @param checks the rows of {@link HoldOut}
   */
  public record Tables(List<Row> models, List<Row> checks) {}

  /**
   * Fits the models. The driver holds one row per history and per value that was bought for, some
   * 20 bytes each.
   *
   * @param purchases of {@link org.ringlake.facts.Purchases} by {@link #day}: what is refunded
   *     later is not known yet
   * @param segments of {@link Segments}
   */
  public static ValueFits of(
      Dataset<Row> purchases, Optional<Dataset<Row>> segments, ValueRules rules, LocalDate asOf) {
    return fitted(Sources.of(purchases, segments, rules, day(asOf)), rules);
  }

  /**
   * Takes the fits there are where they were made to the same histories, and else fits the models.
   *
   * @param before the table as it was made under the same rules
   */
  public static ValueFits of(
      Dataset<Row> purchases,
      Optional<Dataset<Row>> segments,
      ValueRules rules,
      LocalDate asOf,
      Dataset<Row> before) {
    Sources sources = Sources.of(purchases, segments, rules, day(asOf));
    if (!List.of(before.columns()).contains(FITTED_TO)) {
      return fitted(sources, rules);
    }
    List<Row> same = before.filter(col(FITTED_TO).equalTo(sources.hash())).collectAsList();
    return same.isEmpty() ? fitted(sources, rules) : stored(same, sources.fitDay);
  }

  private static ValueFits fitted(Sources sources, ValueRules rules) {
    LocalDate fitDay = sources.fitDay;
    Fitting fitting = new Fitting(rules.minCustomers());
    List<HoldOut.Trial> trials = trials(sources.holdOut, fitting);
    ValueRules.Model chosen = chosen(rules.model(), trials);
    List<Row> rows = new ArrayList<>();
    String hash = sources.hash();
    trials.forEach(trial -> rows.addAll(rows(trial.fit(), POOLED, sources.trialDay, hash)));
    Valuations valuations = new Valuations();
    sources.bySegment.forEach(
        (segment, source) -> {
          ModelFit fit = fitting.purchases(chosen, source.histories);
          ModelFit values = fitting.values(source.values);
          rows.addAll(rows(fit, segment, fitDay, hash));
          rows.addAll(rows(values, segment, fitDay, hash));
          valuations.add(segment, fit, values);
        });
    List<Row> checks = trials.stream().flatMap(trial -> trial.rows().stream()).toList();
    return new ValueFits(valuations, chosen.code(), fitDay, Optional.of(new Tables(rows, checks)));
  }

  private static ValueFits stored(List<Row> rows, LocalDate fitDay) {
    Map<String, Map<String, List<Row>>> ofFit =
        rows.stream()
            .filter(row -> row.getAs(FITTED_AS_OF).toString().equals(fitDay.toString()))
            .collect(
                groupingBy(
                    row -> row.<String>getAs(SEGMENT),
                    groupingBy(row -> row.<String>getAs(MODEL))));
    String model =
        ofFit.get(POOLED).keySet().stream()
            .filter(name -> !name.equals(GammaGamma.NAME))
            .findFirst()
            .orElseThrow();
    Valuations valuations = new Valuations();
    ofFit.forEach(
        (segment, models) ->
            valuations.add(
                segment,
                ModelFit.stored(model, models.get(model)),
                ModelFit.stored(GammaGamma.NAME, models.get(GammaGamma.NAME))));
    return new ValueFits(valuations, model, fitDay, Optional.empty());
  }

  private static List<HoldOut.Trial> trials(HoldOut holdOut, Fitting fitting) {
    List<HoldOut.Trial> trials = new ArrayList<>();
    for (ValueRules.Model each : List.of(ValueRules.Model.BG_NBD, ValueRules.Model.PARETO_NBD)) {
      ModelFit fit = fitting.purchases(each, holdOut.before());
      trials.add(
          fit.purchaseModel()
              .map(found -> holdOut.of(fit, found))
              .orElseGet(() -> new HoldOut.Trial(fit, Optional.empty(), List.of())));
    }
    return trials;
  }

  /** Of models that predict alike, or not at all, the first. */
  private static ValueRules.Model chosen(ValueRules.Model asked, List<HoldOut.Trial> trials) {
    if (asked != ValueRules.Model.AUTO) {
      return asked;
    }
    String best =
        trials.stream()
            .min(
                Comparator.comparingDouble(
                    trial -> trial.meanAbsoluteError().orElse(Double.POSITIVE_INFINITY)))
            .orElseThrow()
            .fit()
            .model();
    return ValueRules.Model.valueOf(best.toUpperCase(java.util.Locale.ROOT));
  }

  /** The newest month's last day that is not after the as-of day: up to then models are fitted. */
  public static LocalDate day(LocalDate asOf) {
    YearMonth month = YearMonth.from(asOf);
    LocalDate last = month.atEndOfMonth();
    return last.isAfter(asOf) ? month.minusMonths(1).atEndOfMonth() : last;
  }

  private static List<Row> rows(ModelFit fit, String segment, LocalDate day, String hash) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < fit.names().size(); index++) {
      int parameter = index;
      rows.add(
          RowFactory.create(
              fit.model(),
              segment,
              fit.names().get(parameter),
              fit.status(),
              fit.values().map(values -> values.get(parameter)).orElse(null),
              fit.values().isPresent() ? fit.logLikelihood() : null,
              fit.customers(),
              day,
              hash));
    }
    return rows;
  }

  /** What is published of them; empty where they are those of before. */
  public Optional<Tables> tables() {
    return tables;
  }

  /** The name of the model of repeat purchases. */
  String model() {
    return model;
  }

  LocalDate fitDay() {
    return fitDay;
  }

  /** What customers are valued by. */
  Valuations valuations() {
    return valuations;
  }

  /** What the fits are made from. */
  private static final class Sources {
    private final TreeMap<String, OfSegment> bySegment =
        new TreeMap<>(Map.of(POOLED, new OfSegment()));
    private final HoldOut holdOut;
    private final LocalDate fitDay;
    private final LocalDate trialDay;
    private final RowsHash hash = new RowsHash();

    private Sources(LocalDate fitDay, LocalDate trialDay) {
      this.fitDay = fitDay;
      this.trialDay = trialDay;
      this.holdOut = new HoldOut(ChronoUnit.DAYS.between(trialDay, fitDay));
    }

    static Sources of(
        Dataset<Row> purchases,
        Optional<Dataset<Row>> segments,
        ValueRules rules,
        LocalDate fitDay) {
      LocalDate trialDay = YearMonth.from(fitDay).minusMonths(rules.holdOutMonths()).atEndOfMonth();
      Sources sources = new Sources(fitDay, trialDay);
      ValuedHistories.of(purchases, segments, fitDay, trialDay)
          .toLocalIterator()
          .forEachRemaining(sources::add);
      return sources;
    }

    /** Of the days and of all that was added. */
    String hash() {
      return hash.with(fitDay + " " + trialDay);
    }

    private void add(Row row) {
      hash.add(row);
      String kind = row.getAs(ValuedHistories.KIND);
      if (kind.equals(ValuedHistories.TRIAL)) {
        holdOut.add(
            row.<Integer>getAs(ValuedHistories.REPEATS),
            row.<Integer>getAs(ValuedHistories.RECENCY),
            row.<Integer>getAs(ValuedHistories.AGE),
            row.<Integer>getAs(ValuedHistories.LATER),
            row.<Long>getAs(ValuedHistories.CUSTOMERS));
        return;
      }
      String segment = row.getAs(ValuedHistories.SEGMENT);
      bySegment.get(POOLED).add(row, kind);
      if (!segment.equals(POOLED)) {
        bySegment.computeIfAbsent(segment, any -> new OfSegment()).add(row, kind);
      }
    }
  }

  private static final class OfSegment {
    private final Histories histories = new Histories();
    private final RepeatValues values = new RepeatValues();

    void add(Row row, String kind) {
      int repeats = row.<Integer>getAs(ValuedHistories.REPEATS);
      long customers = row.<Long>getAs(ValuedHistories.CUSTOMERS);
      if (kind.equals(ValuedHistories.FIT)) {
        histories.add(
            repeats,
            row.<Integer>getAs(ValuedHistories.RECENCY),
            row.<Integer>getAs(ValuedHistories.AGE),
            customers);
      } else {
        values.add(repeats, row.<Long>getAs(ValuedHistories.SUM), customers);
      }
    }
  }
}
