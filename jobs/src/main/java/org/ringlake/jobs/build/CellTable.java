package org.ringlake.jobs.build;

import java.util.Collection;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.CellStocks;
import org.ringlake.kpi.CustomerCounts;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.Kpis;

/** Writes {@code gold._kpi_cells}: all of it, or some periods. */
final class CellTable {
  private final Building building;
  private final Lake lake;

  CellTable(Building building) {
    this.building = building;
    this.lake = building.lake();
  }

  /** Makes every cell from agent days and sets of customers. */
  void replace() {
    Dataset<Row> counts =
        CustomerCounts.from(
            GoldTables.read(lake, GoldTables.CUSTOMERS),
            GoldTables.read(lake, GoldTables.MONTH_CUSTOMERS));
    write(KpiCells.from(agentDays(), counts, stocks()));
  }

  private void write(Dataset<Row> cells) {
    lake.replace(GoldTables.CELLS, stored(cells), GoldTables.BY_PERIOD);
  }

  /**
   * What has changed in the measures of cells.
   *
   * @param keys of the cells
   * @param periods of the cells
   * @param differences of their agent days
   * @param counts of their customers, at least
   */
  record Change(
      Dataset<Row> keys, Set<CellPeriod> periods, Dataset<Row> differences, Dataset<Row> counts) {}

  /**
   * Makes the cells again that have changed, and the KPIs of all that are compared with them.
   *
   * @param others periods whose KPIs come out otherwise although no measure has changed
   * @return the periods written
   */
  Set<CellPeriod> update(Change change, Collection<CellPeriod> others) {
    Set<CellPeriod> touched = CellPeriod.with(change.periods(), CellPeriod::comparedWithIt);
    touched.addAll(others);
    Set<CellPeriod> needed = CellPeriod.with(touched, CellPeriod::comparedTo);
    String written = CellPeriod.isAnyOf(touched);
    WholeFiles.during(
        lake.spark(),
        () ->
            lake.replaceWhere(
                GoldTables.CELLS,
                stored(changed(change, CellPeriod.isAnyOf(needed))).filter(written),
                written));
    return touched;
  }

  /** Makes the cells again that have changed, and the KPIs of all. */
  void updateAndRevalue(Change change) {
    write(changed(change, "true"));
  }

  /** The measures of the cells for which a condition holds, as they are now. */
  private Dataset<Row> changed(Change change, String where) {
    return KpiCells.updated(
        Kpis.cells(lake.read(GoldTables.CELLS).filter(where)),
        change.keys(),
        change.differences(),
        change.counts(),
        stocks());
  }

  private CellStocks stocks() {
    return CellStocks.of(
        agentDays(), building.silver().agents(), building.silver().teams(), building.asOf());
  }

  private Dataset<Row> agentDays() {
    return GoldTables.read(lake, GoldTables.AGENT_DAY);
  }

  private Dataset<Row> stored(Dataset<Row> cells) {
    return Kpis.from(cells, building.silver().objectives(), building.kpiRules(), building.asOf());
  }
}
