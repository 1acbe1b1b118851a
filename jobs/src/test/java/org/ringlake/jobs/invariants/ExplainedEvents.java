package org.ringlake.jobs.invariants;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.explain.CellEvents;
import org.ringlake.explain.EventRows;
import org.ringlake.explain.ExplainedCell;
import org.ringlake.facts.SilverRows;
import org.ringlake.facts.Unions;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.jobs.build.PublishedBuild;
import org.ringlake.jobs.ingest.SourceRows;
import org.ringlake.jobs.world.RawFile;
import org.ringlake.jobs.world.World;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Headcounts;
import org.ringlake.kpi.Kpis;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;

/** Whatever measure a KPI is made of: its events are found, in their files. */
final class ExplainedEvents {
  private ExplainedEvents() {}

  /**
   * Holds when the events of these measures of the enterprise's greatest year add up to what was
   * published, and each is found in its file.
   */
  static void assertFound(Engine engine, World world, Collection<String> measures) {
    PublishedBuild build =
        PublishedBuild.newest(engine.lake(), engine.configuration()).orElseThrow();
    Dataset<Row> published = Kpis.measures(build.cells());
    Row cell = greatest(published, Layer.ENTERPRISE, Period.YEAR);
    ExplainedCell explained = explained(cell, build);
    Dataset<Row> events =
        CellEvents.from(build.silver(), build.rules(), explained, measures).localCheckpoint();

    assertThat(sums(events))
        .as("%s of %s", explained, world)
        .isNotEmpty()
        .isEqualTo(published(cell, measures));
    assertInFiles(rows(engine, build, explained, events, measures), events, world);
  }

  /** The cell with the most dials. */
  private static Row greatest(Dataset<Row> cells, Layer layer, Period period) {
    return cells
        .filter(col(Cell.LAYER).equalTo(layer.code()).and(col(Cell.PERIOD).equalTo(period.code())))
        .orderBy(col(AgentDay.DIALS).desc(), col(Cell.PERIOD_START), col(Cell.ENTITY_ID))
        .first();
  }

  private static ExplainedCell explained(Row cell, PublishedBuild build) {
    Layer layer = Layer.valueOf(cell.<String>getAs(Cell.LAYER).toUpperCase(java.util.Locale.ROOT));
    Period period =
        Period.valueOf(cell.<String>getAs(Cell.PERIOD).toUpperCase(java.util.Locale.ROOT));
    return new ExplainedCell(
        layer,
        cell.getAs(Cell.ENTITY_ID),
        CellPeriod.of(period, cell.<java.sql.Date>getAs(Cell.PERIOD_START).toLocalDate()),
        build.asOf());
  }

  private static Map<String, Long> sums(Dataset<Row> events) {
    Map<String, Long> sums = new HashMap<>();
    events
        .groupBy(CellEvents.MEASURE)
        .agg(sum(CellEvents.AMOUNT))
        .filter(col("sum(amount)").notEqual(0))
        .collectAsList()
        .forEach(row -> sums.put(row.getString(0), row.getLong(1)));
    return sums;
  }

  private static Map<String, Long> published(Row cell, Collection<String> measures) {
    Map<String, Long> all = new HashMap<>();
    for (String name : measures) {
      long published = cell.<Long>getAs(name);
      if (published != 0 && !name.equals(Headcounts.PERIODS_PER_YEAR)) {
        all.put(name, published);
      }
    }
    return all;
  }

  private static Dataset<Row> rows(
      Engine engine,
      PublishedBuild build,
      ExplainedCell cell,
      Dataset<Row> events,
      Collection<String> measures) {
    Dataset<Row> rows =
        Unions.byName(
                CellEvents.feeds(measures).stream()
                    .map(
                        feed ->
                            EventRows.of(
                                feed,
                                keyColumns(engine, feed),
                                events,
                                build.silver(),
                                cell.days()))
                    .toList())
            .localCheckpoint();
    SourceRows.Found found =
        new SourceRows(engine.lake(), engine.configuration(), engine.openInbox()).find(rows);
    assertThat(found.unread()).isEmpty();
    return found.rows().localCheckpoint();
  }

  private static List<String> keyColumns(Engine engine, String name) {
    FeedDefinition feed =
        engine.configuration().feeds().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new SilverRows(feed).keyColumns();
  }

  private static void assertInFiles(Dataset<Row> found, Dataset<Row> events, World world) {
    List<Row> rows = found.collectAsList();
    assertThat(rows)
        .as(world.toString())
        .hasSize((int) events.select(CellEvents.FEED, CellEvents.EVENT_ID).distinct().count());
    Map<String, List<String>> lines = new HashMap<>();
    world.files().forEach(file -> lines.put(file.path(), lines(file)));
    for (Row row : rows) {
      String file = row.getAs(SourceRows.FILE);
      assertThat(row.<Long>getAs(SourceRows.ROW)).as("%s in %s", row, world).isNotNull();
      String line = lines.get(file).get(row.<Long>getAs(SourceRows.ROW).intValue() - 1);
      String id = row.<String>getAs(EventRows.ROW_ID).split(" ", 2)[0];
      assertThat(line).as("%s in %s", row, world).contains(id);
    }
  }

  private static List<String> lines(RawFile file) {
    try (InputStream in = new ByteArrayInputStream(file.content());
        InputStream unpacked = file.path().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
