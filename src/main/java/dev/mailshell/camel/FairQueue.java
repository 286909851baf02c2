package dev.mailshell.camel;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A bounded queue that serves its owners in turn, first who was not served for longest, and what belongs to one owner in the order in
 * which it came. However much one owner has waiting, the first element of another is the next.
 */
final class FairQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {

    private final Function<? super E, ?> owner;
    private final int capacity;
    // As many as there ever were owners.
    private final Map<Object, Line<E>> lines = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private int size;
    private long served;

    /**
     * An empty queue.
     *
     * @param owner whom an element belongs to; never null
     * @param capacity how many elements of one owner may wait
     */
    FairQueue(Function<? super E, ?> owner, int capacity) {
        this.owner = owner;
        this.capacity = capacity;
    }

    @Override
    public boolean offer(E element) {
        Object of = owner.apply(element);
        lock.lock();
        try {
            Queue<E> waiting = lines.computeIfAbsent(of, any -> new Line<>()).waiting;
            if (waiting.size() >= capacity) {
                return false;
            }
            waiting.add(element);
            size++;
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (!offer(element)) {
                if (left <= 0) {
                    return false;
                }
                left = notFull.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(E element) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!offer(element)) {
                notFull.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public E poll() {
        lock.lock();
        try {
            if (size == 0) {
                return null;
            }
            Line<E> line = next();
            line.lastServed = ++served;
            size--;
            notFull.signalAll();
            return line.waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public E poll(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                if (left <= 0) {
                    return null;
                }
                left = notEmpty.awaitNanos(left);
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public E take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                notEmpty.await();
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public E peek() {
        lock.lock();
        try {
            return size == 0 ? null : next().waiting.element();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** No bound for all owners together: each new one has places of its own. */
    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        int moved = 0;
        for (E element = null; moved < most && (element = poll()) != null; moved++) {
            target.add(element);
        }
        return moved;
    }

    /** Over a copy; it removes nothing. */
    @Override
    public Iterator<E> iterator() {
        lock.lock();
        try {
            return lines.values().stream()
                    .flatMap(line -> line.waiting.stream())
                    .toList()
                    .iterator();
        } finally {
            lock.unlock();
        }
    }

    private Line<E> next() {
        return lines.values().stream()
                .filter(line -> !line.waiting.isEmpty())
                .min(Comparator.comparingLong(line -> line.lastServed))
                .orElseThrow();
    }

    private static final class Line<E> {

        private final Queue<E> waiting = new ArrayDeque<>();
        private long lastServed;
    }
}
