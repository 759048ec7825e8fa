package io.aiops4j.samples.app;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes an order every few seconds. While the cache has no room an order is lost, and the log says so: that is all it does about it. */
@Component
class Shop {

    private static final Logger LOG = LoggerFactory.getLogger("shop"); // what io.aiops4j logs is not looked at

    private final Cache cache;
    private final AtomicLong orders = new AtomicLong();

    Shop(Cache cache) {
        this.cache = cache;
    }

    @Scheduled(fixedDelayString = "${sample.orders-every}", initialDelayString = "${sample.orders-every}")
    void order() {
        long number = orders.incrementAndGet();
        if (cache.isFull()) {
            LOG.error("order {} is lost: OutOfMemoryError: heap space exhausted", number);
        }
    }
}
