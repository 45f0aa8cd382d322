package dev.tain.prediction;

/**
 * What became of predictions, since the group was made.
 *
 * @param steps simulated, without those that were replayed
 * @param confirmed states of the server's that were as predicted
 * @param mispredicted states of the server's that were not
 * @param replayed steps that were simulated again for that
 * @param givenUp corrections that were too far back to be replayed: the server's state was taken as it was
 * @param starved steps for which no input had come; on a server
 * @param skipped inputs left out since too many waited; on a server
 * @param late inputs that had been consumed or left out before; on a server, and most of them repetitions
 */
public record PredictionStatistics(
        long steps,
        long confirmed,
        long mispredicted,
        long replayed,
        long givenUp,
        long starved,
        long skipped,
        long late) {}
