package io.aiops4j.jmh.eval;

import java.lang.management.ManagementFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An otherwise empty web application, which says how long its start took and what it left on the heap. It stands alone: it is run without our jars too. */
@EnableAutoConfiguration
public class StartHost {

    /** Starts, says so, and ends. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(StartHost.class);
        application.setBannerMode(Banner.Mode.OFF);
        try (ConfigurableApplicationContext context =
                application.run("--server.port=0", "--server.address=127.0.0.1", "--logging.level.root=error")) {
            long millis = ManagementFactory.getRuntimeMXBean().getUptime();
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            boolean ours = context.containsBean("aiops");
            System.out.println("started " + millis + " " + heap + " " + ours);
        }
    }
}
