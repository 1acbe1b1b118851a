package org.ringlake.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.TeamSites;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;

/**
 * One month on one screen: every KPI of the enterprise, and its best agents by revenue. The month
 * is the newest that is over, or where none is, the newest.
 */
final class KpiSummary {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
  private static final int AGENTS_SHOWN = 5;
  private static final String RANKED_BY = "revenue";
  private static final List<String> OF_AGENTS =
      List.of("dials", "connect_rate", "deals_won", RANKED_BY, "csat");

  private final Dataset<Row> months;
  private final List<KpiDefinition> kpis;
  private final String currency;

  /**
   * @param values the rows of {@code gold.kpi}
   * @param kpis in the order to print them
   */
  KpiSummary(Dataset<Row> values, List<KpiDefinition> kpis, String currency) {
    this.months = values.filter(col(Cell.PERIOD).equalTo(Period.MONTH.code()));
    this.kpis = List.copyOf(kpis);
    this.currency = currency;
  }

  void print(PrintWriter out) throws IOException {
    List<Row> enterprise = months.filter(isOf(Layer.ENTERPRISE)).collectAsList();
    Optional<LocalDate> complete = newest(enterprise.stream().filter(KpiSummary::isComplete));
    Optional<LocalDate> newest = complete.or(() -> newest(enterprise.stream()));
    if (newest.isEmpty()) {
      out.println("No KPI has a value yet.");
    } else {
      LocalDate month = newest.get();
      String name = MONTH.format(month) + (complete.isPresent() ? "" : ", which is not over");
      out.printf("%nThe enterprise in %s%n%n", name);
      printEnterprise(enterprise, month, out);
      out.printf("%nIts best agents by revenue in %s%n%n", name);
      printAgents(month, out);
    }
    out.flush();
  }

  private void printEnterprise(List<Row> rows, LocalDate month, PrintWriter out)
      throws IOException {
    LocalDate before = month.minusMonths(1);
    StructType schema =
        new StructType()
            .add("KPI", DataTypes.StringType)
            .add("unit", DataTypes.StringType)
            .add(MONTH.format(before), DataTypes.createDecimalType())
            .add(MONTH.format(month), DataTypes.createDecimalType());
    Map<String, Row> now = byKpi(rows.stream().filter(row -> start(row).equals(month)));
    Map<String, Row> earlier = byKpi(rows.stream().filter(row -> start(row).equals(before)));
    TablePrinter table = new TablePrinter(schema, out);
    for (KpiDefinition kpi : kpis) {
      table.print(
          RowFactory.create(kpi.englishName(), unit(kpi), shown(kpi, earlier), shown(kpi, now)));
    }
    table.finish();
  }

  private void printAgents(LocalDate month, PrintWriter out) throws IOException {
    List<KpiDefinition> columns =
        kpis.stream()
            .filter(kpi -> OF_AGENTS.contains(kpi.id()))
            .sorted(Comparator.comparing(kpi -> OF_AGENTS.indexOf(kpi.id())))
            .toList();
    StructType schema = new StructType().add("agent", DataTypes.StringType);
    for (KpiDefinition kpi : columns) {
      schema = schema.add(heading(kpi), DataTypes.createDecimalType());
    }
    TablePrinter table = new TablePrinter(schema, out);
    for (Map.Entry<String, Map<String, Row>> agent : bestAgents(month)) {
      Stream<Object> values = columns.stream().map(kpi -> shown(kpi, agent.getValue()));
      table.print(RowFactory.create(Stream.concat(Stream.of(agent.getKey()), values).toArray()));
    }
    table.finish();
  }

  private List<Map.Entry<String, Map<String, Row>>> bestAgents(LocalDate month) {
    Map<String, Map<String, Row>> agents = new HashMap<>();
    months
        .filter(isOf(Layer.AGENT))
        .filter(col(Cell.PERIOD_START).equalTo(Date.valueOf(month)))
        .filter(col(Cell.ENTITY_ID).notEqual(TeamSites.UNKNOWN))
        .filter(col(Kpis.KPI).isin(OF_AGENTS.toArray()))
        .collectAsList()
        .forEach(
            row ->
                agents
                    .computeIfAbsent(row.getAs(Cell.ENTITY_ID), agent -> new HashMap<>())
                    .put(row.getAs(Kpis.KPI), row));
    return agents.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Map<String, Row>> agent) ->
                        value(agent.getValue().get(RANKED_BY)).orElse(Double.NEGATIVE_INFINITY))
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(AGENTS_SHOWN)
        .toList();
  }

  private String heading(KpiDefinition kpi) {
    String unit = unit(kpi);
    return unit.isEmpty() ? kpi.englishName() : "%s, %s".formatted(kpi.englishName(), unit);
  }

  private String unit(KpiDefinition kpi) {
    return switch (kpi.unit()) {
      case "share" -> "%";
      case "money" -> currency;
      case "seconds" -> "s";
      default -> "";
    };
  }

  /** As many places as a person reads; null where there is no value. */
  private static BigDecimal shown(KpiDefinition kpi, Map<String, Row> rows) {
    boolean isShare = kpi.unit().equals("share");
    boolean isWhole = kpi.denominator().isEmpty() && !kpi.unit().equals("money");
    return value(rows.get(kpi.id()))
        .map(BigDecimal::valueOf)
        .map(value -> isShare ? value.movePointRight(2) : value)
        .map(value -> value.setScale(isWhole ? 0 : isShare ? 1 : 2, RoundingMode.HALF_UP))
        .orElse(null);
  }

  private static Optional<Double> value(Row row) {
    return Optional.ofNullable(row).map(each -> each.<Double>getAs(Kpis.VALUE));
  }

  private static Map<String, Row> byKpi(Stream<Row> rows) {
    Map<String, Row> byKpi = new HashMap<>();
    rows.forEach(row -> byKpi.put(row.getAs(Kpis.KPI), row));
    return byKpi;
  }

  private static Optional<LocalDate> newest(Stream<Row> rows) {
    return rows.map(KpiSummary::start).max(Comparator.naturalOrder());
  }

  private static LocalDate start(Row row) {
    return row.<Date>getAs(Cell.PERIOD_START).toLocalDate();
  }

  private static boolean isComplete(Row row) {
    return row.<Boolean>getAs(Kpis.IS_COMPLETE);
  }

  private static Column isOf(Layer layer) {
    return col(Cell.LAYER).equalTo(layer.code());
  }
}
