package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.udf;

import java.io.Serial;
import java.nio.ByteBuffer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.types.DataTypes;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

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
    UDF1<scala.collection.Seq<Integer>, byte[]> set = CustomerSets::bytes;
    return udf(set, DataTypes.BinaryType).apply(customers);
  }

  /** The union of the sets of a group. */
  public static Column union(Column sets) {
    return udaf(new Union(), Encoders.BINARY()).apply(sets);
  }

  /** How many customers a set has, BIGINT; 0 for null. */
  public static Column size(Column set) {
    UDF1<byte[], Long> size = CustomerSets::count;
    return coalesce(udf(size, DataTypes.LongType).apply(set), lit(0L));
  }

  private static byte[] bytes(scala.collection.Seq<Integer> customers) {
    if (customers == null || customers.isEmpty()) {
      return null;
    }
    MutableRoaringBitmap set = new MutableRoaringBitmap();
    scala.collection.Iterator<Integer> each = customers.iterator();
    while (each.hasNext()) {
      set.add(each.next());
    }
    return bytes(set);
  }

  private static Long count(byte[] set) {
    return set == null ? null : of(set).getLongCardinality();
  }

  private static ImmutableRoaringBitmap of(byte[] set) {
    return new ImmutableRoaringBitmap(ByteBuffer.wrap(set));
  }

  private static byte[] bytes(MutableRoaringBitmap set) {
    set.runOptimize();
    ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes());
    set.serialize(bytes);
    return bytes.array();
  }

  private static final class Union extends Aggregator<byte[], MutableRoaringBitmap, byte[]> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public MutableRoaringBitmap zero() {
      return new MutableRoaringBitmap();
    }

    @Override
    public MutableRoaringBitmap reduce(MutableRoaringBitmap union, byte[] set) {
      if (set != null) {
        union.or(of(set));
      }
      return union;
    }

    @Override
    public MutableRoaringBitmap merge(MutableRoaringBitmap left, MutableRoaringBitmap right) {
      left.or(right);
      return left;
    }

    @Override
    public byte[] finish(MutableRoaringBitmap union) {
      return union.isEmpty() ? null : bytes(union);
    }

    @Override
    public Encoder<MutableRoaringBitmap> bufferEncoder() {
      return Encoders.javaSerialization(MutableRoaringBitmap.class);
    }

    @Override
    public Encoder<byte[]> outputEncoder() {
      return Encoders.BINARY();
    }
  }
}
