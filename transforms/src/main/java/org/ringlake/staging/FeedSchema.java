package org.ringlake.staging;

import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;

/** The types of a feed's columns once they are typed. */
public final class FeedSchema {
  private FeedSchema() {}

  /** The feed's stored columns; personal ones are text, as their keys are. */
  public static StructType of(FeedDefinition feed) {
    StructType schema = new StructType();
    for (FeedColumn column : feed.storedColumns()) {
      schema = schema.add(column.name(), TextTypes.sparkType(column.type()));
    }
    return schema;
  }
}
