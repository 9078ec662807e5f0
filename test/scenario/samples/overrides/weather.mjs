// A class may serve as a provider, with its functions on the prototype and its state in private.
class Weather {
  #word = 'rainy'

  'weather.read'() {
    return { word: this.#word }
  }
}

export default { kind: 'provider', activate: () => new Weather() }
