package org.ringlake.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.Unions;

/**
 * What has to be added to rows of {@link AgentDay} as they were made last to make them what they
 * are now: only the sources whose events may be others are computed again, each for its own days.
 *
 * <p>Grain and key: those of {@link AgentDay}, with site. Columns: each measure's difference; there
 * are only rows that differ.
 */
public final class AgentDayChanges {
  private static final String AGAIN = "_again_";

  private AgentDayChanges() {}

  /**
   * The differences.
   *
   * @param stored the rows as they were made last, of all days to compute again at least
   * @param silver the rows as they are now
   */
  public static Dataset<Row> of(
      Dataset<Row> stored, SilverFeeds silver, MeasureRules rules, SourceDays days) {
    List<Dataset<Row>> parts = new ArrayList<>();
    Map<String, CountedDays> daysOfMeasures = new HashMap<>();
    for (Family family : Family.ALL) {
      CountedDays touched = days.of(family.names());
      if (!touched.isEmpty()) {
        family.sources().stream()
            .filter(source -> source.mayHaveEvents(silver))
            .map(source -> AgentDay.parts(source, source.events(silver, rules, touched)))
            .forEach(parts::add);
        family.measures().forEach(measure -> daysOfMeasures.put(measure, touched));
      }
    }
    List<Dataset<Row>> differences = new ArrayList<>();
    if (!daysOfMeasures.isEmpty()) {
      parts.add(taken(stored, daysOfMeasures));
      differences.add(AgentDay.withSite(AgentDay.summed(Unions.of(parts)), silver));
    }
    CountedDays moved = days.of(Set.of(TouchedDays.SITES));
    if (!moved.isEmpty()) {
      differences.addAll(moves(stored.filter(moved.contains(col(AgentDay.EVENT_DATE))), silver));
    }
    return differences.stream()
        .reduce(Dataset::union)
        .map(AgentDayChanges::summed)
        .map(AgentDay::withColumns)
        .orElseGet(() -> stored.select(columns()).limit(0));
  }

  /** Rows with differences added; those of which nothing is left are gone. */
  public static Dataset<Row> added(Dataset<Row> rows, Dataset<Row> differences) {
    return AgentDay.withColumns(
        summed(AgentDay.vectors(rows).union(AgentDay.vectors(differences))));
  }

  /** What takes away what is stored of measures on the days on which they are computed again. */
  private static Dataset<Row> taken(Dataset<Row> stored, Map<String, CountedDays> daysOfMeasures) {
    List<CountedDays> different = daysOfMeasures.values().stream().distinct().toList();
    Column[] isAgain =
        different.stream()
            .map(days -> days.contains(col(AgentDay.EVENT_DATE)))
            .toArray(Column[]::new);
    Dataset<Row> rows = stored.filter(Stream.of(isAgain).reduce(Column::or).orElseThrow());
    for (int index = 0; index < isAgain.length; index++) {
      rows = rows.withColumn(AGAIN + index, isAgain[index]);
    }
    return AgentDay.wholeParts(
        rows,
        AgentDay.MEASURES.stream()
            .map(
                measure -> {
                  int index = different.indexOf(daysOfMeasures.get(measure));
                  return index < 0
                      ? lit(0L)
                      : when(col(AGAIN + index), negate(col(measure))).otherwise(lit(0L));
                }));
  }

  /** What takes rows away from the site they are stored with, and adds them to their team's. */
  private static List<Dataset<Row>> moves(Dataset<Row> stored, SilverFeeds silver) {
    Dataset<Row> before = AgentDay.vectors(stored);
    Dataset<Row> gone = before.withColumn(AgentDay.VECTOR, Vectors.negated(col(AgentDay.VECTOR)));
    return List.of(gone, AgentDay.withSite(before.drop(AgentDay.SITE), silver));
  }

  private static Dataset<Row> summed(Dataset<Row> vectors) {
    return vectors
        .groupBy(AgentDay.KEY.stream().map(functions::col).toArray(Column[]::new))
        .agg(Vectors.sum(col(AgentDay.VECTOR), AgentDay.MEASURES.size()).as(AgentDay.VECTOR))
        .filter(Vectors.isAnything(col(AgentDay.VECTOR)));
  }

  private static Column[] columns() {
    return AgentDay.with(AgentDay.KEY, AgentDay.MEASURES.stream().map(functions::col));
  }

  /** Sources that add to the same measures: what is stored of these is of all of them. */
  private record Family(List<MeasureSource> sources) {
    static final List<Family> ALL = all();

    private static List<Family> all() {
      List<Family> families = new ArrayList<>();
      for (MeasureSource source : AgentDay.SOURCES) {
        Family related = new Family(List.of(source));
        for (Family family : List.copyOf(families)) {
          if (family.measures().stream().anyMatch(source.measures()::contains)) {
            families.remove(family);
            related = related.and(family);
          }
        }
        families.add(related);
      }
      return List.copyOf(families);
    }

    private Family and(Family other) {
      return new Family(Stream.concat(sources.stream(), other.sources.stream()).toList());
    }

    private Set<String> measures() {
      Set<String> measures = new LinkedHashSet<>();
      sources.forEach(source -> measures.addAll(source.measures()));
      return measures;
    }

    List<String> names() {
      return sources.stream().map(TouchedDays::name).toList();
    }
  }
}
