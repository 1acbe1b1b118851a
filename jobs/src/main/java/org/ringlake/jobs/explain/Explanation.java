package org.ringlake.jobs.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.explain.CellEvents;
import org.ringlake.explain.EventRows;
import org.ringlake.explain.ExplainedCell;
import org.ringlake.jobs.ingest.SourceRows;
import org.ringlake.kpi.KpiDefinition;

/**
 * A published value, taken apart.
 *
 * @param value the element of {@link org.ringlake.kpi.Kpis#KPIS}
 * @param runId of the build that published it
 * @param measures in the order its formula names them
 * @param events in the order of the measures, then of time; columns {@link #EVENT_COLUMNS}
 * @param eventsOfMeasure how many of each measure these are at most; empty: all
 * @param unread files that could not be read again, so that their rows have no number, and why
 * @param notes what people should know besides, such as what does not add up
 * @param addsUp whether events make the measures, and these the value
 * @param release lets go of what is held for the events
 */
public record Explanation(
    KpiDefinition kpi,
    ExplainedCell cell,
    Row value,
    String runId,
    Instant builtAt,
    List<ExplainedMeasure> measures,
    Dataset<Row> events,
    OptionalLong eventsOfMeasure,
    Map<String, String> unread,
    List<String> notes,
    boolean addsUp,
    Runnable release)
    implements AutoCloseable {

  public static final List<String> EVENT_COLUMNS =
      List.of(
          CellEvents.MEASURE,
          CellEvents.EVENT_DATE,
          CellEvents.AMOUNT,
          CellEvents.FEED,
          CellEvents.EVENT_ID,
          CellEvents.AGENT_ID,
          CellEvents.TEAM_ID,
          EventRows.CUSTOMER_KEY,
          SourceRows.FILE,
          SourceRows.ROW);

  @Override
  public void close() {
    release.run();
  }
}
