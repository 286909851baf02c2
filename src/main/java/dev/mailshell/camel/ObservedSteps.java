package dev.mailshell.camel;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Shows each step of each route to an observer. */
final class ObservedSteps implements InterceptStrategy {

    private final StepObserver observer;

    ObservedSteps(StepObserver observer) {
        this.observer = observer;
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
            return super.process(exchange, doneSync -> {
                observer.ends(step);
                callback.done(doneSync);
            });
        }
    }
}
