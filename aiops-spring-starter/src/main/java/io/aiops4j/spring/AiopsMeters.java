package io.aiops4j.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** All meters of an instance: its figures, and what follows its journal. */
final class AiopsMeters implements MeterBinder {

    private final Figures figures;
    private final JournalMeters followed;

    AiopsMeters(Figures figures, JournalMeters followed) {
        this.figures = figures;
        this.followed = followed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        AiopsMeter.figures().filter(meter -> figures.has(meter.figure())).forEach(meter -> bind(meter, registry));
        followed.bindTo(registry);
    }

    // registries hold what they ask weakly: this, which is a bean, is not gone before its context
    private void bind(AiopsMeter meter, MeterRegistry registry) {
        String figure = meter.figure();
        switch (meter.kind()) {
            case COUNTER ->
                FunctionCounter.builder(meter.meter(), figures, all -> all.count(figure))
                        .description(meter.meaning())
                        .baseUnit(meter.unit())
                        .register(registry);
            case TIME ->
                TimeGauge.builder(meter.meter(), figures, TimeUnit.SECONDS, all -> all.level(figure))
                        .description(meter.meaning())
                        .register(registry);
            default ->
                Gauge.builder(meter.meter(), figures, all -> all.level(figure))
                        .description(meter.meaning())
                        .baseUnit(meter.unit())
                        .register(registry);
        }
    }
}
