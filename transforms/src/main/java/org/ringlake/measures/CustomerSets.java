package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/**
 * Sets of customer numbers as columns: Roaring bitmaps in their portable serialised form, null for
 * the empty set. The same customers are the same bytes, however the set came about.
 *
 * <p>Spark has no built-in for sets that merge: its arrays of distinct numbers take several times
 * as long, and its own bitmaps have a fixed size of four kilobytes.
 */
public final class CustomerSets {
  private CustomerSets() {}

  /** The set of an ARRAY of INT; numbers may come again. */
  static Column of(Column customers) {
    UDF1<scala.collection.Seq<Integer>, byte[]> set = CustomerSets::collected;
    return udf(set, DataTypes.BinaryType).apply(customers);
  }

  /** The union of the sets of a group. */
  public static Column union(Column sets) {
    return udaf(new CustomerUnion(), Encoders.BINARY()).apply(sets);
  }

  /** How many customers a set has, BIGINT; 0 for null. */
  public static Column size(Column set) {
    UDF1<byte[], Long> size = CustomerSets::count;
    return coalesce(udf(size, DataTypes.LongType).apply(set), lit(0L));
  }

  private static byte[] collected(scala.collection.Seq<Integer> customers) {
    if (customers == null || customers.isEmpty()) {
      return null;
    }
    RoaringBitmap set = new RoaringBitmap();
    scala.collection.Iterator<Integer> each = customers.iterator();
    while (each.hasNext()) {
      set.add(each.next().intValue());
    }
    return serialized(set);
  }

  private static Long count(byte[] set) {
    return set == null
        ? null
        : new ImmutableRoaringBitmap(ByteBuffer.wrap(set)).getLongCardinality();
  }

  static RoaringBitmap read(byte[] set) {
    RoaringBitmap customers = new RoaringBitmap();
    try {
      customers.deserialize(ByteBuffer.wrap(set));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read a set of customers: what is stored is none; run build --full", e);
    }
    return customers;
  }

  static byte[] serialized(RoaringBitmap set) {
    // whether numbers in a row are kept as such would depend on how they came together
    set.removeRunCompression();
    set.runOptimize();
    ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes());
    set.serialize(bytes);
    return bytes.array();
  }
}
