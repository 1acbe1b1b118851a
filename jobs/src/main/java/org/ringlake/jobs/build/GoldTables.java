package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.attribution.AttributionModels;
import org.ringlake.attribution.ValueAttribution;
import org.ringlake.facts.CallReviews;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.MonthCustomers;
import org.ringlake.kpi.Restatements;
import org.ringlake.loyalty.RepurchaseCurve;
import org.ringlake.loyalty.Repurchases;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.value.CustomerValues;
import org.ringlake.value.HoldOut;
import org.ringlake.value.ValueFits;

/** What a build makes, and how it lies on disk. */
final class GoldTables {
  static final TableName AGENT_DAY = TableName.gold(AgentDay.NAME);
  static final TableName CUSTOMERS = TableName.gold(AgentDayCustomers.NAME);
  static final TableName MONTH_CUSTOMERS = TableName.gold(MonthCustomers.NAME);
  static final TableName CALL_REVIEW = TableName.gold(CallReviews.NAME);
  static final TableName CELLS = TableName.gold(Kpis.NAME);
  static final TableName BASIS = TableName.gold(Basis.NAME);
  static final TableName CUSTOMER_VALUE = TableName.gold(CustomerValues.NAME);
  static final TableName VALUE_MODEL = TableName.gold(ValueFits.NAME);
  static final TableName VALUE_CHECK = TableName.gold(HoldOut.NAME);
  static final TableName ATTRIBUTION_CREDIT = TableName.gold(DealCredits.NAME);
  static final TableName ATTRIBUTION_MODEL = TableName.gold(AttributionModels.NAME);
  static final TableName VALUE_ATTRIBUTION = TableName.gold(ValueAttribution.NAME);
  static final TableName REPURCHASE = TableName.gold(Repurchases.NAME);
  static final TableName REPURCHASE_CURVE = TableName.gold(RepurchaseCurve.NAME);
  static final TableName RESTATEMENT = TableName.ops(Restatements.NAME);

  /** Those about customers' worth and who earned it, in the order they are made. */
  static final List<TableName> OF_CUSTOMERS =
      List.of(
          VALUE_MODEL,
          VALUE_CHECK,
          CUSTOMER_VALUE,
          ATTRIBUTION_CREDIT,
          ATTRIBUTION_MODEL,
          VALUE_ATTRIBUTION,
          REPURCHASE,
          REPURCHASE_CURVE);

  /** The others, in the order they are made. */
  static final List<TableName> OF_KPIS =
      List.of(CALL_REVIEW, AGENT_DAY, CUSTOMERS, MONTH_CUSTOMERS, CELLS, BASIS);

  static final TableLayout BY_DAY =
      new TableLayout(List.of(SilverRows.MONTH), List.of(AgentDay.EVENT_DATE));
  static final TableLayout BY_MODEL =
      new TableLayout(List.of(DealCredits.MODEL), List.of(DealCredits.POSTED_ON));
  static final TableLayout BY_MONTH = TableLayout.prunedBy(MonthCustomers.MONTH);

  /** Cells are wide, and of the months and years that they lie in only a few days change. */
  static final TableLayout BY_PERIOD =
      new TableLayout(
          List.of(Cell.PERIOD, Cell.BUCKET), List.of(Cell.PERIOD_START), TableLayout.Removal.MARK);

  private GoldTables() {}

  /** What a build under a configuration makes, in that order. */
  static List<TableName> made(Configuration configuration) {
    return configuration.ringlake().customers().worth() == RinglakeConfig.Worth.COMPUTED
        ? Stream.of(OF_CUSTOMERS, OF_KPIS).flatMap(List::stream).toList()
        : OF_KPIS;
  }

  /** The rows of a table, held where they are few. */
  static Dataset<Row> read(Lake lake, TableName table) {
    return lake.held(table, Snapshot.FEW).map(LocalRows::inPlans).orElseGet(() -> lake.read(table));
  }

  /** The same of a table as it was. */
  static Dataset<Row> read(Lake lake, TableName table, long version) {
    return lake.held(table, version, Snapshot.FEW)
        .map(LocalRows::inPlans)
        .orElseGet(() -> lake.read(table, version));
  }

  /** Rows of days with the month they are stored in. */
  static Dataset<Row> withMonth(Dataset<Row> days) {
    Column day = col(AgentDay.EVENT_DATE);
    return days.withColumn(SilverRows.MONTH, year(day).multiply(100).plus(month(day)));
  }

  /** The SQL that holds for rows of {@link #withMonth} in the months that these days are in. */
  static String isOfTheirMonths(Collection<LocalDate> days) {
    return days.stream()
        .map(day -> 100 * day.getYear() + day.getMonthValue())
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", SilverRows.MONTH + " IN (", ")"));
  }

  /** The SQL that holds for rows of these days. */
  static String isOneOf(String dayColumn, Collection<LocalDate> days) {
    return days.stream()
        .sorted()
        .map("DATE'%s'"::formatted)
        .collect(Collectors.joining(", ", dayColumn + " IN (", ")"));
  }
}
