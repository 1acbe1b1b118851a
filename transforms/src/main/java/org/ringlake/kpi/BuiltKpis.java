package org.ringlake.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * The KPIs that a table was built with, kept in its schema: a reader needs no configuration, and
 * gets the names that were in force when the values were computed.
 */
final class BuiltKpis {
  private static final String ALL = "ringlake.kpis";
  private static final String ID = "id";
  private static final String ENGLISH = "en";
  private static final String CHINESE = "zh";
  private static final String CELLS = "cells";

  private BuiltKpis() {}

  /** What the column {@link Kpis#KPIS} says of these definitions. */
  static Metadata metadata(List<KpiDefinition> definitions) {
    return new MetadataBuilder()
        .putMetadataArray(
            ALL, definitions.stream().map(BuiltKpis::metadata).toArray(Metadata[]::new))
        .build();
  }

  /** The KPIs of such cells, in the order of the elements of {@link Kpis#KPIS}. */
  static List<BuiltKpi> of(StructType cells, Layer layer, Period period) {
    Metadata metadata = cells.apply(Kpis.KPIS).metadata();
    return Arrays.stream(metadata.getMetadataArray(ALL))
        .filter(kpi -> Set.of(kpi.getStringArray(CELLS)).contains(cell(layer, period)))
        .map(kpi -> new BuiltKpi(kpi.getString(ID), kpi.getString(ENGLISH), kpi.getString(CHINESE)))
        .toList();
  }

  private static Metadata metadata(KpiDefinition kpi) {
    return new MetadataBuilder()
        .putString(ID, kpi.id())
        .putString(ENGLISH, kpi.englishName())
        .putString(CHINESE, kpi.chineseName())
        .putStringArray(CELLS, cells(kpi))
        .build();
  }

  private static String[] cells(KpiDefinition kpi) {
    return Arrays.stream(Layer.values())
        .flatMap(
            layer ->
                Stream.of(Period.values())
                    .filter(period -> kpi.isDeclaredFor(layer, period))
                    .map(period -> cell(layer, period)))
        .toArray(String[]::new);
  }

  private static String cell(Layer layer, Period period) {
    return layer.code() + "/" + period.code();
  }

  /** One of them. */
  record BuiltKpi(String id, String englishName, String chineseName) {}
}
