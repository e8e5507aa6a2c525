using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Registers;

/// <summary>Reads registers a page of storage at a time, so that a year's book needs no more memory than a day's.</summary>
public sealed class RegisterReader(CityStorage storage)
{
    // Six digits: a bureau that certified one paper a minute, day and night, would not come so far in a year.
    const int Most = 999_999;

    readonly Lazy<TableClient> table = new(() => storage.Table(Register.TableName));

    /// <summary>Every row as it lies in storage, for whoever checks the register themselves.</summary>
    public async IAsyncEnumerable<RegisterRow> Rows(string book, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in table.Value.QueryAsync<TableEntity>($"PartitionKey eq '{book}'", cancellationToken: stop)) yield return RegisterRow.Of(row);
    }

    /// <summary>Numbers with how they ended, in their order. It does not check the chain.</summary>
    public async IAsyncEnumerable<RegisterNumber> Numbers(
        string book, int from = 1, int to = Most, [EnumeratorCancellation] CancellationToken stop = default)
    {
        // Both kinds of rows come in the numbers' order: a number is met in one stream, its end perhaps in the other.
        await using var ends = Rows(book, 'O', from, to, stop).GetAsyncEnumerator(stop);
        var more = await ends.MoveNextAsync();
        await foreach (var row in Rows(book, 'N', from, to, stop))
        {
            while (more && ends.Current.Number < row.Number) more = await ends.MoveNextAsync();
            var end = more && ends.Current.Number == row.Number ? ends.Current.Row : null;
            yield return new(row.Number, row.Row.At ?? "", row.Row.Facts ?? "", RegisterOutcome.TryRead(end?.Facts));
        }
    }

    async IAsyncEnumerable<(int Number, RegisterRow Row)> Rows(
        string book, char letter, int from, int to, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = $"PartitionKey eq '{book}' and RowKey ge '{RegisterRow.Name(letter, from)}' and RowKey le '{RegisterRow.Name(letter, to)}'";
        await foreach (var entity in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            var row = RegisterRow.Of(entity);
            if (row.Numbered is { } number) yield return (number, row);
        }
    }
}

/// <summary>A number of a register.</summary>
/// <param name="At">When it was taken, as the register says it.</param>
/// <param name="Facts">What the counter says of it, JSON.</param>
/// <param name="Outcome">Null while it is open.</param>
public sealed record RegisterNumber(int Number, string At, string Facts, RegisterOutcome? Outcome);
