using CasaServerless;
using CasaServerless.Hosting;

return await CityHost.Run(args, Casablanca.Add, Casablanca.Map);
