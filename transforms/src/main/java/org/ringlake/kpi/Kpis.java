package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The KPIs of every cell where anything happened, beside what they were made of.
 *
 * <p>Grain: one row per cell, as long rows of all KPIs would be eighty times as many. Key: {@link
 * Cell#KEY}. {@code kpis}: one element for each KPI that is declared for the cell's layer and
 * period, in the order of the definitions, which the column's metadata hold ({@link BuiltKpis}).
 * Whoever writes rows made under other definitions replaces the table, schema and all. {@link
 * #MEASURES}: what they were made from.
 *
 * <p>{@code numerator}, {@code denominator} and {@code sample_size} are exact, but that units of
 * {@link FormulaUnits} are rounded half up to ten decimals; the latter two are null for a plain
 * sum. {@code value} is the quotient of what was not rounded, null where the denominator is 0, or
 * the plain sum. {@code target} is the one bound in force on the period's first day, or the low end
 * of a band whose high end is {@code target_high}; {@code is_met} compares without rounding, ends
 * inclusive, and is null without target or value. {@code low} and {@code high}: Wilson 95 %
 * interval of a proportion. {@code is_reliable}: a plain sum, or enough cases. {@code is_complete}:
 * the period was over before the as-of day. {@code previous_value} and {@code year_ago_value}:
 * {@link EarlierValues}. Source: {@link KpiCells}, {@link org.ringlake.staging.Objectives}.
 */
public final class Kpis {
  public static final String NAME = "_kpi_cells";

  public static final String KPIS = "kpis";

  /** The cell's row of {@link KpiCells}, for the next build to go on from. */
  public static final String MEASURES = "_measures";

  public static final String KPI = "kpi";
  public static final String NUMERATOR = "numerator";
  public static final String DENOMINATOR = "denominator";
  public static final String VALUE = "value";
  public static final String TARGET = "target";
  public static final String TARGET_HIGH = "target_high";
  public static final String IS_MET = "is_met";
  public static final String SAMPLE_SIZE = "sample_size";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String IS_RELIABLE = "is_reliable";
  public static final String IS_COMPLETE = "is_complete";
  public static final String PREVIOUS_VALUE = "previous_value";
  public static final String YEAR_AGO_VALUE = "year_ago_value";

  /** As many decimals as a target of a feed has. */
  static final String TARGET_TYPE = "decimal(18,6)";

  /** As many decimals as a published numerator or denominator has. */
  static final int DECIMALS = 10;

  private static final String EXACT = "decimal(28,%d)".formatted(DECIMALS);

  /** A measure while it is computed with: a whole number that no division turns into a double. */
  private static final String MEASURE = "decimal(18,0)";

  /** What is published beside a KPI's name, in order. */
  public static final List<String> PUBLISHED =
      List.of(
          VALUE,
          NUMERATOR,
          DENOMINATOR,
          SAMPLE_SIZE,
          TARGET,
          TARGET_HIGH,
          IS_MET,
          LOW,
          HIGH,
          IS_RELIABLE,
          IS_COMPLETE,
          PREVIOUS_VALUE,
          YEAR_AGO_VALUE);

  /** An element of {@code kpis}. */
  static final StructType ELEMENT =
      new StructType()
          .add(KPI, DataTypes.StringType)
          .add(NUMERATOR, DataType.fromDDL(EXACT))
          .add(DENOMINATOR, DataType.fromDDL(EXACT))
          .add(VALUE, DataTypes.DoubleType)
          .add(TARGET, DataType.fromDDL(TARGET_TYPE))
          .add(TARGET_HIGH, DataType.fromDDL(TARGET_TYPE))
          .add(IS_MET, DataTypes.BooleanType)
          .add(SAMPLE_SIZE, DataType.fromDDL(EXACT))
          .add(LOW, DataTypes.DoubleType)
          .add(HIGH, DataTypes.DoubleType)
          .add(IS_RELIABLE, DataTypes.BooleanType)
          .add(IS_COMPLETE, DataTypes.BooleanType)
          .add(PREVIOUS_VALUE, DataTypes.DoubleType)
          .add(YEAR_AGO_VALUE, DataTypes.DoubleType);

  private Kpis() {}

  /**
   * The KPIs of these cells.
   *
   * @param cells rows of {@link KpiCells}; of a cell to be kept, also those one period and one year
   *     before
   * @param objectives the silver rows
   * @param asOf the day that counts as today
   */
  public static Dataset<Row> from(
      Dataset<Row> cells, Dataset<Row> objectives, KpiRules rules, LocalDate asOf) {
    List<KpiDefinition> definitions = rules.definitions();
    Dataset<Row> compared =
        EarlierValues.with(
            exactly(cells).withColumn(CellFormulas.VALUES, each(definitions, Kpis::value)),
            CellFormulas.VALUES,
            CellFormulas.PREVIOUS,
            CellFormulas.YEAR_AGO);
    Column inputs =
        struct(
            col(Cell.LAYER),
            col(Cell.ENTITY_ID),
            col(Cell.PERIOD),
            unix_date(col(Cell.PERIOD_START)).as(CellFormulas.EPOCH_DAY),
            Cell.lastDay().lt(lit(asOf)).as(IS_COMPLETE),
            each(definitions, Kpis::numerator).as(CellFormulas.NUMERATORS),
            each(definitions, Kpis::denominator).as(CellFormulas.DENOMINATORS),
            each(definitions, Kpis::sample).as(CellFormulas.SAMPLES),
            col(CellFormulas.VALUES),
            col(CellFormulas.PREVIOUS),
            col(CellFormulas.YEAR_AGO),
            col(SignedTargets.SIGNED));
    Column kpis = udf(new CellFormulas(rules), DataTypes.createArrayType(ELEMENT)).apply(inputs);
    // left, one to at most one: both sides have one row per cell
    return compared
        .join(SignedTargets.from(objectives), Cell.KEY.toArray(String[]::new), "left")
        // before the KPIs make the rows ten times as wide
        .sortWithinPartitions(Cell.LAYER, Cell.PERIOD, Cell.PERIOD_START, Cell.ENTITY_ID)
        .select(
            Stream.concat(
                    Cell.KEY.stream().map(functions::col),
                    Stream.of(kpis.as(KPIS, BuiltKpis.metadata(definitions)), col(MEASURES)))
                .toArray(Column[]::new));
  }

  /** The rows of {@link KpiCells} that stored cells were made from. */
  public static Dataset<Row> measures(Dataset<Row> stored) {
    return stored.select(
        Stream.concat(
                Cell.KEY.stream().map(functions::col),
                KpiCells.MEASURES.stream().map(name -> col(MEASURES).getField(name).as(name)))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> exactly(Dataset<Row> cells) {
    Column whole =
        struct(KpiCells.MEASURES.stream().map(functions::col).toArray(Column[]::new)).as(MEASURES);
    return cells.select(
        Stream.of(
                Cell.KEY.stream().map(functions::col),
                Stream.of(whole),
                KpiCells.MEASURES.stream().map(name -> col(name).cast(MEASURE).as(name)))
            .flatMap(columns -> columns)
            .toArray(Column[]::new));
  }

  private static Column each(
      List<KpiDefinition> definitions, Function<KpiDefinition, Column> part) {
    return array(definitions.stream().map(part).toArray(Column[]::new));
  }

  private static Column numerator(KpiDefinition kpi) {
    return expr(kpi.numerator()).cast(EXACT);
  }

  private static Column denominator(KpiDefinition kpi) {
    return kpi.denominator().map(functions::expr).orElse(lit(null)).cast(EXACT);
  }

  private static Column sample(KpiDefinition kpi) {
    return kpi.sample().or(kpi::denominator).map(functions::expr).orElse(lit(null)).cast(EXACT);
  }

  private static Column published(Column sum, int unit) {
    return unit == 1 ? sum : sum.divide(lit((double) unit));
  }

  /** The units of one side multiply the other, so that nothing is divided but once. */
  private static Column inUnits(Column counted, int ofTheOther) {
    Column number = counted.cast("double");
    return ofTheOther == 1 ? number : number.multiply(lit((double) ofTheOther));
  }

  private static Column value(KpiDefinition kpi) {
    FormulaUnits units = kpi.units();
    return kpi.denominator().isPresent()
        ? try_divide(
            inUnits(numerator(kpi), units.denominator()),
            inUnits(denominator(kpi), units.numerator()))
        : published(numerator(kpi).cast("double"), units.numerator());
  }
}
