package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CallReviews;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.MonthCustomers;
import org.ringlake.kpi.Restatements;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;

/** What a build makes, and how it lies on disk. */
final class GoldTables {
  static final TableName AGENT_DAY = TableName.gold(AgentDay.NAME);
  static final TableName CUSTOMERS = TableName.gold(AgentDayCustomers.NAME);
  static final TableName MONTH_CUSTOMERS = TableName.gold(MonthCustomers.NAME);
  static final TableName CALL_REVIEW = TableName.gold(CallReviews.NAME);
  static final TableName CELLS = TableName.gold(Kpis.NAME);
  static final TableName BASIS = TableName.gold(Basis.NAME);
  static final TableName RESTATEMENT = TableName.ops(Restatements.NAME);

  /** In the order they are made. */
  static final List<TableName> MADE =
      List.of(CALL_REVIEW, AGENT_DAY, CUSTOMERS, MONTH_CUSTOMERS, CELLS, BASIS);

  static final TableLayout BY_DAY =
      new TableLayout(List.of(SilverRows.MONTH), List.of(AgentDay.EVENT_DATE));
  static final TableLayout BY_MONTH = TableLayout.prunedBy(MonthCustomers.MONTH);
  static final TableLayout BY_PERIOD =
      new TableLayout(List.of(Cell.PERIOD, Cell.BUCKET), List.of(Cell.PERIOD_START));

  private GoldTables() {}

  /** Rows of days with the month they are stored in. */
  static Dataset<Row> withMonth(Dataset<Row> days) {
    Column day = col(AgentDay.EVENT_DATE);
    return days.withColumn(SilverRows.MONTH, year(day).multiply(100).plus(month(day)));
  }

  /** The SQL that holds for rows of these days. */
  static String isOneOf(String dayColumn, Collection<LocalDate> days) {
    return days.stream()
        .sorted()
        .map("DATE'%s'"::formatted)
        .collect(Collectors.joining(", ", dayColumn + " IN (", ")"));
  }
}
