package org.ringlake.jobs.lake;

import java.util.List;
import java.util.Optional;
import org.ringlake.kpi.KpiView;
import org.ringlake.kpi.Kpis;

/** The tables of a lake that are not stored but derived from a stored one when they are read. */
public final class Views {
  /** The table that they are derived from. */
  public static final TableName SOURCE = TableName.gold(Kpis.NAME);

  private Views() {}

  /** The views there are: all of them where their source is. */
  public static List<TableName> in(Lake lake) {
    return lake.exists(SOURCE) ? KpiView.names().stream().map(TableName::gold).toList() : List.of();
  }

  /**
   * The view of that name; empty where the name is not that of a view, or its source is missing.
   */
  public static Optional<KpiView> named(Lake lake, TableName name) {
    boolean isView = name.layer().equals(TableName.GOLD) && KpiView.names().contains(name.table());
    return isView && lake.exists(SOURCE)
        ? KpiView.named(name.table(), lake.stored(SOURCE).schema())
        : Optional.empty();
  }
}
