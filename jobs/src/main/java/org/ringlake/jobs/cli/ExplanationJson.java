package org.ringlake.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.explain.ExplainedMeasure;
import org.ringlake.jobs.explain.Explanation;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Kpis;

/** An explanation as one JSON document, an element of each array a line. */
final class ExplanationJson implements ExplanationPrinter {
  private final Writer out;

  ExplanationJson(Writer out) {
    this.out = out;
  }

  @Override
  public void print(Explanation explanation) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    JsonGenerator json = Cells.JSON.createGenerator(out).setPrettyPrinter(printer);
    json.writeStartObject();
    kpi(explanation.kpi(), json);
    cell(explanation, json);
    for (String part : Kpis.PUBLISHED) {
      json.writeFieldName(part);
      Cells.write(explanation.value().getAs(part), json);
    }
    measures(explanation, json);
    json.writeBooleanField("adds_up", explanation.addsUp());
    json.writeArrayFieldStart("notes");
    for (String note : explanation.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    unread(explanation, json);
    json.writeArrayFieldStart("events");
    for (Iterator<Row> each = explanation.events().toLocalIterator(); each.hasNext(); ) {
      Cells.writeFields(each.next(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
    out.write('\n');
  }

  private static void kpi(KpiDefinition kpi, JsonGenerator json) throws IOException {
    json.writeStringField("kpi", kpi.id());
    json.writeObjectFieldStart("name");
    json.writeStringField("en", kpi.englishName());
    json.writeStringField("zh", kpi.chineseName());
    json.writeEndObject();
    json.writeStringField("description", kpi.description());
    json.writeStringField("unit", kpi.unit());
    json.writeNumberField("version", kpi.version());
    json.writeObjectFieldStart("formulas");
    for (String part : Kpis.PUBLISHED) {
      String formula = Formulas.of(kpi, part);
      if (!formula.isEmpty()) {
        json.writeStringField(part, formula);
      }
    }
    json.writeEndObject();
  }

  private static void cell(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeStringField("layer", explanation.cell().layer().code());
    json.writeStringField("entity_id", explanation.cell().entityId());
    json.writeStringField("period", explanation.cell().period().period().code());
    json.writeStringField("period_start", explanation.cell().period().start().toString());
    json.writeStringField("period_end", explanation.cell().period().lastDay().toString());
    json.writeStringField("as_of", explanation.cell().asOf().toString());
    json.writeStringField("run_id", explanation.runId());
    json.writeStringField("built_at", explanation.builtAt().toString());
  }

  private static void measures(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("measures");
    for (ExplainedMeasure measure : explanation.measures()) {
      json.writeStartObject();
      json.writeStringField("measure", measure.name());
      json.writeNumberField("total", measure.published());
      json.writeNumberField("events", measure.events());
      json.writeBooleanField("adds_up", measure.addsUp());
      json.writeArrayFieldStart("days");
      for (Map.Entry<LocalDate, Long> day : measure.days().entrySet()) {
        json.writeStartObject();
        json.writeStringField("date", day.getKey().toString());
        json.writeNumberField("total", day.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void unread(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("unread_files");
    for (Map.Entry<String, String> file : explanation.unread().entrySet()) {
      json.writeStartObject();
      json.writeStringField("file", file.getKey());
      json.writeStringField("reason", file.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
