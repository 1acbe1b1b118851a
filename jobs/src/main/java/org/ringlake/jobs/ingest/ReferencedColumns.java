package org.ringlake.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;
import org.ringlake.staging.MappedRows;
import scala.jdk.javaapi.CollectionConverters;

/** Which of a source's own columns its expressions mention. */
final class ReferencedColumns {
  private ReferencedColumns() {}

  /** All of them. */
  static Set<String> of(SourceMapping source) {
    Set<String> found = new LinkedHashSet<>();
    source.explode().ifPresent(expression -> found.addAll(in(expression)));
    source.let().forEach(let -> found.addAll(in(let.expression())));
    source.where().ifPresent(expression -> found.addAll(in(expression)));
    source.columns().forEach(column -> found.addAll(in(column.expression())));
    source.let().forEach(let -> found.remove(let.name()));
    found.remove(MappedRows.ITEM);
    return found;
  }

  /** Those without which a required column of the feed could have no value in any row. */
  static Set<String> ofRequired(SourceMapping source, FeedDefinition feed) {
    Map<String, String> lets =
        source.let().stream()
            .collect(Collectors.toMap(NamedExpression::name, NamedExpression::expression));
    List<String> required =
        feed.columns().stream().filter(FeedColumn::required).map(FeedColumn::name).toList();
    Set<String> found = new LinkedHashSet<>();
    for (NamedExpression column : source.columns()) {
      if (required.contains(column.name())) {
        in(column.expression()).stream()
            .filter(name -> !lets.containsKey(name) && !name.equals(MappedRows.ITEM))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static Set<String> in(String expression) {
    Set<String> found = new LinkedHashSet<>();
    collect(CatalystSqlParser$.MODULE$.parseExpression(expression), found);
    return found;
  }

  private static void collect(Expression expression, Set<String> found) {
    if (expression instanceof UnresolvedAttribute attribute) {
      found.add(attribute.nameParts().head());
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> collect(child, found));
  }
}
