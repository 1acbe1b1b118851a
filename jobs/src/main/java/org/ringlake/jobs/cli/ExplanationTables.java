package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.jobs.explain.ExplainedMeasure;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;

/** An explanation as tables for people: value, measures, days, events. */
final class ExplanationTables implements ExplanationPrinter {
  private static final DataType TEXT = DataTypes.StringType;
  private static final DataType NUMBER = DataTypes.LongType;

  private final Writer out;

  ExplanationTables(Writer out) {
    this.out = out;
  }

  @Override
  public void print(Explanation explanation) throws IOException {
    title(explanation);
    value(explanation);
    measures(explanation.measures());
    days(explanation.measures());
    events(explanation);
  }

  private void title(Explanation explanation) throws IOException {
    KpiDefinition kpi = explanation.kpi();
    out.append("%s / %s (%s)%n".formatted(kpi.englishName(), kpi.chineseName(), kpi.id()));
    if (!kpi.description().isEmpty()) {
      out.append(kpi.description()).append('\n');
    }
    out.append(
        "%s %s, %s %s to %s, as of %s, built at %s%n%n"
            .formatted(
                explanation.cell().layer().code(),
                explanation.cell().entityId(),
                explanation.cell().period().period().code(),
                explanation.cell().period().start(),
                explanation.cell().period().lastDay(),
                explanation.cell().asOf(),
                explanation.builtAt()));
  }

  private void value(Explanation explanation) throws IOException {
    TablePrinter table =
        table(new StructType().add("part", TEXT).add("published", TEXT).add("formula", TEXT));
    for (String part : Kpis.PUBLISHED) {
      Object value = explanation.value().getAs(part);
      if (value != null) {
        table.print(RowFactory.create(part, value, Formulas.of(explanation.kpi(), part)));
      }
    }
    finish(table);
  }

  private void measures(List<ExplainedMeasure> measures) throws IOException {
    TablePrinter table =
        table(
            new StructType()
                .add("measure", TEXT)
                .add("published", NUMBER)
                .add("sum_of_events", NUMBER)
                .add("events", NUMBER));
    for (ExplainedMeasure measure : measures) {
      table.print(
          RowFactory.create(
              measure.name(),
              measure.published(),
              measure.isConstant() ? null : measure.sumOfEvents(),
              measure.events()));
    }
    finish(table);
  }

  private void days(List<ExplainedMeasure> measures) throws IOException {
    StructType columns = new StructType().add("event_date", TEXT);
    TreeSet<LocalDate> days = new TreeSet<>();
    for (ExplainedMeasure measure : measures) {
      columns = columns.add(measure.name(), NUMBER);
      days.addAll(measure.days().keySet());
    }
    TablePrinter table = table(columns);
    for (LocalDate day : days) {
      List<Object> cells = new ArrayList<>();
      cells.add(day);
      measures.forEach(measure -> cells.add(measure.days().get(day)));
      table.print(RowFactory.create(cells.toArray()));
    }
    finish(table);
  }

  private void events(Explanation explanation) throws IOException {
    TablePrinter table = table(explanation.events().schema());
    for (Iterator<Row> each = explanation.events().toLocalIterator(); each.hasNext(); ) {
      table.print(each.next());
    }
    table.finish();
    long most = explanation.measures().stream().mapToLong(ExplainedMeasure::events).max().orElse(0);
    if (explanation.eventsOfMeasure().isPresent()
        && explanation.eventsOfMeasure().getAsLong() < most) {
      out.append(
          "%nShown are at most %d events of each measure; of %s. --limit %d shows all, so does --format csv.%n"
              .formatted(
                  explanation.eventsOfMeasure().getAsLong(),
                  explanation.measures().stream()
                      .map(measure -> "%s there are %d".formatted(measure.name(), measure.events()))
                      .collect(Collectors.joining(", ")),
                  most));
    }
  }

  private TablePrinter table(StructType columns) {
    return new TablePrinter(columns, out);
  }

  private void finish(TablePrinter table) throws IOException {
    table.finish();
    out.append('\n');
  }
}
