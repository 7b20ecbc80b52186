package io.kvartal.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Of this process. */
final class Memory {
    private Memory() {}

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    static void forgetPeak() {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Rubbish that has not been collected counts. */
    static long peakHeapMib() {
        return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    /** 0 where the system does not say. */
    static long peakResidentMib() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
