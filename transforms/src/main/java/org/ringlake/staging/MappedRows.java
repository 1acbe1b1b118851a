package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;

/**
 * A source's records under the names of the feed, not yet typed.
 *
 * <p>Grain: one row per record, or per element where the mapping explodes. Columns: those of {@link
 * Passage} that came in, and every stored column of the feed under {@link #text}, in the type its
 * expression gave it.
 */
public final class MappedRows {
  /** The name an exploded element has in the mapping's expressions. */
  public static final String ITEM = "item";

  private MappedRows() {}

  /** The name of a feed column before it is typed. */
  static String text(String column) {
    return "__text_" + column;
  }

  /**
   * Maps records.
   *
   * @param records with {@link Passage#PROBLEM}; rows that have one pass whatever {@code where}
   *     says
   */
  public static Dataset<Row> from(
      Dataset<Row> records, SourceMapping mapping, FeedDefinition feed) {
    Dataset<Row> rows = exploded(records, mapping);
    for (NamedExpression let : mapping.let()) {
      rows = rows.withColumn(let.name(), expr(let.expression()));
    }
    if (mapping.where().isPresent()) {
      Column isRow = coalesce(expr(mapping.where().get()), lit(false));
      rows = rows.filter(isRow.or(col(Passage.PROBLEM).isNotNull()));
    }
    return rows.select(selection(mapping, feed));
  }

  private static Dataset<Row> exploded(Dataset<Row> records, SourceMapping mapping) {
    if (mapping.explode().isEmpty()) {
      return records;
    }
    Column elements = when(col(Passage.PROBLEM).isNull(), expr(mapping.explode().get()));
    return records
        .withColumn(ITEM, explode_outer(elements))
        .filter(col(ITEM).isNotNull().or(col(Passage.PROBLEM).isNotNull()));
  }

  private static Column[] selection(SourceMapping mapping, FeedDefinition feed) {
    Map<String, String> expressions =
        mapping.columns().stream()
            .collect(Collectors.toMap(NamedExpression::name, NamedExpression::expression));
    List<Column> selected = new ArrayList<>();
    for (String carried :
        List.of(
            Passage.FILE_ID,
            Passage.BLOCK,
            Passage.ORDINAL,
            Passage.RAW,
            Passage.PROBLEM,
            Passage.HAS_BLANKS)) {
      selected.add(col(carried));
    }
    for (FeedColumn column : feed.storedColumns()) {
      String expression = expressions.get(column.name());
      Column value = expression == null ? lit(null).cast("string") : expr(expression);
      selected.add(value.as(text(column.name())));
    }
    return selected.toArray(Column[]::new);
  }
}
