package org.ringlake.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.jobs.explain.ExplainedMeasure;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.kpi.Kpis;

/**
 * An explanation as flat rows that a spreadsheet filters by {@code level}: {@code value} (what was
 * published, its name under {@code measure}, its formula under {@code note}), {@code measure},
 * {@code day}, {@code event}, {@code file} (one that could not be read again, and why) and {@code
 * note}. On each of the levels measure, day and event, the amounts of a measure add up to it.
 */
final class ExplanationCsv implements ExplanationPrinter {
  private static final List<String> COLUMNS =
      List.of(
          "kpi",
          "layer",
          "entity_id",
          "period",
          "period_start",
          "level",
          "measure",
          "event_date",
          "amount",
          "feed",
          "event_id",
          "agent_id",
          "team_id",
          "customer_key",
          "file",
          "row",
          "note");
  private static final int KEYS = 5;

  private final Writer out;

  ExplanationCsv(Writer out) {
    this.out = out;
  }

  @Override
  public void print(Explanation explanation) throws IOException {
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    new Printing(explanation, new CsvPrinter(schema, out)).print();
  }

  private record Printing(Explanation explanation, RowPrinter rows) {
    void print() throws IOException {
      for (String part : Kpis.PUBLISHED) {
        Object value = explanation.value().getAs(part);
        if (value != null) {
          row(
              "value",
              Map.of(
                  "measure", part, "amount", value, "note", Formulas.of(explanation.kpi(), part)));
        }
      }
      for (ExplainedMeasure measure : explanation.measures()) {
        row("measure", Map.of("measure", measure.name(), "amount", measure.published()));
      }
      for (ExplainedMeasure measure : explanation.measures()) {
        for (Map.Entry<LocalDate, Long> day : measure.days().entrySet()) {
          row(
              "day",
              Map.of(
                  "measure", measure.name(), "event_date", day.getKey(), "amount", day.getValue()));
        }
      }
      for (Iterator<Row> each = explanation.events().toLocalIterator(); each.hasNext(); ) {
        event(each.next());
      }
      for (Map.Entry<String, String> file : explanation.unread().entrySet()) {
        row("file", Map.of("file", file.getKey(), "note", file.getValue()));
      }
      for (String note : explanation.notes()) {
        row("note", Map.of("note", note));
      }
      rows.finish();
    }

    private void event(Row event) throws IOException {
      Object[] cells = cells("event");
      for (String column : Explanation.EVENT_COLUMNS) {
        cells[COLUMNS.indexOf(column)] = event.getAs(column);
      }
      rows.print(RowFactory.create(cells));
    }

    private void row(String level, Map<String, Object> values) throws IOException {
      Object[] cells = cells(level);
      values.forEach(
          (column, value) -> cells[COLUMNS.indexOf(column)] = value.equals("") ? null : value);
      rows.print(RowFactory.create(cells));
    }

    private Object[] cells(String level) {
      Object[] cells = new Object[COLUMNS.size()];
      Object[] key = {
        explanation.kpi().id(),
        explanation.cell().layer().code(),
        explanation.cell().entityId(),
        explanation.cell().period().period().code(),
        explanation.cell().period().start()
      };
      System.arraycopy(key, 0, cells, 0, KEYS);
      cells[KEYS] = level;
      return cells;
    }
  }
}
