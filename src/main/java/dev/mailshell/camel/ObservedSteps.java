package dev.mailshell.camel;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Shows each step of each route to an observer, keeps those that a message has come through with it, and has the log know what it is about. */
final class ObservedSteps implements InterceptStrategy {

    private final StepObserver observer;
    private final InstantSource clock;

    ObservedSteps(StepObserver observer, InstantSource clock) {
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Observed(CamelContextHelper.getRouteId(definition), definition.getId(), target);
    }

    private final class Observed extends DelegateAsyncProcessor {

        private final String route;
        private final String id;

        Observed(String route, String id, Processor target) {
            super(target);
            this.route = route;
            this.id = id;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            StepObserver.Step step = new StepObserver.Step(route, id, exchange.getExchangeId());
            observer.begins(step);
            Story before = story(exchange);
            Story.Passage passage = before.begin(step, clock.instant());
            LogContext outer = LogContext.enter(exchange);
            try {
                return super.process(exchange, doneSync -> {
                    end(passage, before, story(exchange));
                    observer.ends(step);
                    callback.done(doneSync);
                });
            } finally {
                outer.leave();
            }
        }

        /** A step that forgets all facts begins the story of another message. */
        private void end(Story.Passage passage, Story before, Story now) {
            before.end(passage, clock.instant());
            if (now != before) {
                now.takeOver(passage, before);
            }
        }

        private static Story story(Exchange exchange) {
            Optional<Story> known = Facts.STORY.find(exchange);
            if (known.isEmpty()) {
                Facts.STORY.set(exchange, new Story());
            }
            return known.orElseGet(() -> Facts.STORY.of(exchange));
        }
    }
}
