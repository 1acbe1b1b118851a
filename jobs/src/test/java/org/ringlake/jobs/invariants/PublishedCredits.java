package org.ringlake.jobs.invariants;

import java.nio.file.Path;
import java.util.List;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.oracle.CreditOracle;
import org.ringlake.jobs.world.World;

/** The gold tables of who earned what, as the oracle reads them. */
final class PublishedCredits {
  private PublishedCredits() {}

  /**
   * What the oracle finds wrong with them.
   *
   * @param folder an empty one, for copies of the tables
   */
  static List<String> mistakes(Engine engine, World world, Path folder) {
    for (String table : CreditOracle.tables()) {
      engine.read(TableName.gold(table)).write().parquet(folder.resolve(table).toString());
    }
    return CreditOracle.mistakes(engine.inbox(), world.zone(), PublishedWorth.of(engine), folder);
  }
}
