package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.measures.Vectors;

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

  /** As many digits as a published numerator or denominator has. */
  static final int DIGITS = 28;

  /** So many of the digits are decimals. */
  static final int DECIMALS = 10;

  /** As many digits as a measure has while SQL computes with it. */
  static final int MEASURE_DIGITS = 18;

  private static final String EXACT = "decimal(%d,%d)".formatted(DIGITS, DECIMALS);

  /** A measure while SQL computes with it: a whole number that no division turns into a double. */
  private static final String MEASURE = "decimal(%d,0)".formatted(MEASURE_DIGITS);

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
    KpiSums sums = new KpiSums(rules.definitions());
    Column measured = struct(col(KpiSums.MEASURES), col(KpiSums.BY_SQL));
    Column values =
        udf(new KpiValues(sums), DataTypes.createArrayType(DataTypes.DoubleType)).apply(measured);
    Dataset<Row> compared =
        EarlierValues.with(
            withOthers(cells, sums.inSql()).withColumn(CellFormulas.VALUES, values),
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
            col(KpiSums.MEASURES),
            col(KpiSums.BY_SQL),
            col(CellFormulas.VALUES),
            col(CellFormulas.PREVIOUS),
            col(CellFormulas.YEAR_AGO),
            col(SignedTargets.SIGNED));
    Column kpis = udf(new CellFormulas(rules), DataTypes.createArrayType(ELEMENT)).apply(inputs);
    Column measures =
        struct(Vectors.columns(col(KpiSums.MEASURES), KpiCells.MEASURES).toArray(Column[]::new));
    // left, one to at most one: both sides have one row per cell
    return compared
        .join(SignedTargets.from(objectives), Cell.KEY.toArray(String[]::new), "left")
        .withColumn(Cell.PERIOD, neverNull(col(Cell.PERIOD)))
        .withColumn(Cell.BUCKET, Cell.bucket())
        // before the KPIs make the rows ten times as wide, and as whoever writes them wants them
        .sortWithinPartitions(
            Cell.PERIOD, Cell.BUCKET, Cell.LAYER, Cell.PERIOD_START, Cell.ENTITY_ID)
        .select(
            withKey(
                Stream.of(
                    kpis.as(KPIS, BuiltKpis.metadata(rules.definitions())),
                    measures.as(MEASURES),
                    col(Cell.BUCKET))));
  }

  /**
   * As it is, and known not to be null: else what is sorted by it is sorted again to be written.
   */
  private static Column neverNull(Column text) {
    return coalesce(text, lit(""));
  }

  /** The rows of {@link KpiCells} that stored cells were made from. */
  public static Dataset<Row> cells(Dataset<Row> stored) {
    return KpiCells.ofColumns(measures(stored));
  }

  /** The same with a column for each measure. */
  public static Dataset<Row> measures(Dataset<Row> stored) {
    return stored.select(
        withKey(KpiCells.MEASURES.stream().map(name -> col(MEASURES).getField(name).as(name))));
  }

  /** Adds what SQL makes of some formulas. */
  private static Dataset<Row> withOthers(Dataset<Row> cells, List<String> formulas) {
    Column others =
        array(formulas.stream().map(sql -> expr(sql).cast(EXACT)).toArray(Column[]::new));
    if (formulas.isEmpty()) {
      return cells.withColumn(KpiSums.BY_SQL, others.cast("array<%s>".formatted(EXACT)));
    }
    Stream<Column> measures =
        IntStream.range(0, KpiCells.MEASURES.size())
            .mapToObj(
                index ->
                    element_at(col(KpiSums.MEASURES), index + 1)
                        .cast(MEASURE)
                        .as(KpiCells.MEASURES.get(index)));
    return cells
        .select(withKey(Stream.concat(Stream.of(col(KpiSums.MEASURES)), measures)))
        .select(withKey(Stream.of(col(KpiSums.MEASURES), others.as(KpiSums.BY_SQL))));
  }

  private static Column[] withKey(Stream<Column> others) {
    return Stream.concat(Cell.KEY.stream().map(functions::col), others).toArray(Column[]::new);
  }
}
