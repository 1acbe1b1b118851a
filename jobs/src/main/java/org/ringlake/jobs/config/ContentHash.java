package org.ringlake.jobs.config;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SHA-256 of what records say: sets unordered, numbers without trailing zeros, no secrets. */
public final class ContentHash {
  private ContentHash() {}

  public static String of(Object... parts) {
    byte[] content = canonical(List.of(parts)).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String canonical(Object value) {
    if (value instanceof RinglakeConfig.Privacy) {
      return "()";
    } else if (value instanceof Record fields) {
      return components(fields);
    } else if (value instanceof Optional<?> maybe) {
      return maybe.map(some -> "(" + canonical(some) + ")").orElse("()");
    } else if (value instanceof Set<?> set) {
      return list(set.stream().map(ContentHash::canonical).sorted().toList());
    } else if (value instanceof Collection<?> ordered) {
      return list(ordered.stream().map(ContentHash::canonical).toList());
    } else if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    String text = value.toString();
    return text.length() + ":" + text;
  }

  private static String list(List<String> items) {
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String components(Record fields) {
    return Arrays.stream(fields.getClass().getRecordComponents())
        .map(component -> component.getName() + "=" + canonical(value(fields, component)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Object value(Record fields, RecordComponent component) {
    try {
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }
}
