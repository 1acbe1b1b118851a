package org.ringlake.jobs.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Checks SQL as far as that goes without knowing the columns. */
final class SqlSyntax {
  private static final Set<String> CHANGING =
      Set.of(
          "rand",
          "randn",
          "random",
          "uuid",
          "shuffle",
          "now",
          "curdate",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtimestamp",
          "current_user",
          "session_user",
          "user",
          "input_file_name",
          "monotonically_increasing_id",
          "spark_partition_id");

  private static final Set<String> CHANGING_WITHOUT_PARENTHESES =
      Set.of("current_date", "current_time", "current_timestamp", "localtimestamp");

  private static final Set<String> BY_ORDER =
      Set.of(
          "first",
          "first_value",
          "last",
          "last_value",
          "any_value",
          "nth_value",
          "collect_list",
          "collect_set",
          "array_agg",
          "listagg",
          "string_agg",
          "mode",
          "max_by",
          "min_by",
          "approx_count_distinct",
          "approx_percentile",
          "percentile_approx",
          "approx_top_k");

  private SqlSyntax() {}

  /** An expression that gives the same for the same row, whenever and wherever it is evaluated. */
  static String expression(String text) {
    List<Expression> parts = parts(text);
    if (parts.get(0) instanceof Alias) {
      throw new IllegalArgumentException(
          "gives a name to its value; leave the name out, or write the operator that is missing");
    }
    if (parts.stream().anyMatch(Star.class::isInstance)) {
      throw new IllegalArgumentException("is all columns; name the one you mean");
    }
    if (parts.stream().anyMatch(SqlSyntax::looksElsewhere)) {
      throw new IllegalArgumentException(
          "looks at other rows (a subquery or window); use the columns of one row only");
    }
    refuse(parts, CHANGING, "%s, which changes from run to run; use the columns only");
    return text;
  }

  /** An expression over several rows whose value does not depend on their order. */
  static String aggregate(String text) {
    expression(text);
    refuse(
        parts(text),
        BY_ORDER,
        "%s, which depends on the order of rows; use min, max, sum, count, bool_or or"
            + " max(struct(a, b)).b");
    return text;
  }

  /** Fields of a record as DDL. */
  static String schema(String text) {
    parsedSchema(text);
    return text;
  }

  /** The type that DDL which has passed {@link #schema} stands for. */
  static StructType parsedSchema(String text) {
    try {
      return new CatalystSqlParser().parseTableSchema(text);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "is no list of fields (%s); write one such as id STRING, items ARRAY<STRUCT<b: STRING>>"
              .formatted(SparkMessage.of(e)));
    }
  }

  /**
   * The columns that an expression takes its values from.
   *
   * @param text one which has passed {@link #expression}, or blank
   */
  static Set<String> columnsOf(String text) {
    Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    if (text.isBlank()) {
      return columns;
    }
    for (Expression part : parts(text)) {
      if (part instanceof UnresolvedAttribute attribute) {
        columns.add(attribute.nameParts().head());
      }
    }
    return columns;
  }

  private static boolean looksElsewhere(Expression part) {
    return part instanceof SubqueryExpression || part instanceof WindowExpression;
  }

  private static void refuse(List<Expression> parts, Set<String> names, String problem) {
    parts.stream()
        .flatMap(SqlSyntax::name)
        .filter(names::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("uses " + problem.formatted(name));
            });
  }

  /** What a part is called, if it is a function or may be one written without parentheses. */
  private static Stream<String> name(Expression part) {
    if (part instanceof UnresolvedAttribute attribute) {
      return Stream.of(lowered(attribute.nameParts()))
          .filter(CHANGING_WITHOUT_PARENTHESES::contains);
    }
    return Stream.of(
        part instanceof UnresolvedFunction function
            ? lowered(function.nameParts())
            : part.prettyName());
  }

  private static String lowered(Seq<String> nameParts) {
    return String.join(".", CollectionConverters.asJava(nameParts)).toLowerCase(Locale.ROOT);
  }

  private static List<Expression> parts(String text) {
    List<Expression> parts = new ArrayList<>();
    collect(parsed(text), parts);
    return parts;
  }

  private static void collect(Expression expression, List<Expression> parts) {
    parts.add(expression);
    CollectionConverters.asJava(expression.children()).forEach(child -> collect(child, parts));
  }

  private static Expression parsed(String text) {
    try {
      return new CatalystSqlParser().parseExpression(text);
    } catch (Exception e) {
      throw new IllegalArgumentException("is no SQL expression: " + SparkMessage.of(e));
    }
  }
}
